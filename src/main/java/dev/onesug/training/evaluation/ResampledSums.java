package dev.onesug.training.evaluation;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Sums of columns over the requests as they were, and over each drawing of them. A weighted mean is
 * a ratio of two of the sums.
 */
final class ResampledSums {
  private static final double TAIL = 0.025;

  private final double[] observed;
  private final double[][] drawn;

  /**
   * Takes sums.
   *
   * @param observed [column]
   * @param drawn [resample][column]
   */
  ResampledSums(double[] observed, double[][] drawn) {
    this.observed = observed;
    this.drawn = drawn;
  }

  /** One column's sum over another's, which is positive. */
  Estimate ratio(int column, int weights) {
    return estimate(sums -> sums[column] / sums[weights]);
  }

  /** How much larger the ratio of one column is than that of another, paired. */
  Estimate difference(int ours, int theirs, int weights) {
    return estimate(sums -> (sums[ours] - sums[theirs]) / sums[weights]);
  }

  private Estimate estimate(ToDoubleFunction<double[]> statistic) {
    double[] sorted = Arrays.stream(drawn).mapToDouble(statistic).sorted().toArray();
    return new Estimate(
        statistic.applyAsDouble(observed), percentile(sorted, TAIL), percentile(sorted, 1 - TAIL));
  }

  private static double percentile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
