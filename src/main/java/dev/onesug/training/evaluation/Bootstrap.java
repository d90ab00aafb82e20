package dev.onesug.training.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap over requests (Efron 1979): requests are drawn with replacement, and the
 * middle 95 % of the resampled means is the interval. All columns of one call are resampled
 * together, so that the difference of two columns is a paired difference.
 *
 * @param resamples how often the requests are drawn again
 * @param seed the same seed gives the same intervals
 */
public record Bootstrap(int resamples, long seed) {
  private static final double TAIL = 0.025;

  public Bootstrap {
    if (resamples < 40) {
      throw new IllegalArgumentException("resamples: " + resamples + " (expected: at least 40)");
    }
  }

  /**
   * Means with their intervals.
   *
   * @param columns [column][request]; all of one length, which is not zero
   * @return one estimate a column
   */
  public Estimate[] means(double[]... columns) {
    int requests = sharedLength(columns);
    double[][] resampled = resampledMeans(columns, requests);
    Estimate[] estimates = new Estimate[columns.length];
    for (int c = 0; c < columns.length; c++) {
      Arrays.sort(resampled[c]);
      double mean = Arrays.stream(columns[c]).sum() / requests;
      estimates[c] =
          new Estimate(mean, percentile(resampled[c], TAIL), percentile(resampled[c], 1 - TAIL));
    }
    return estimates;
  }

  /** The mean of {@code ours - theirs}, where both answered the same requests. */
  public Estimate pairedDifference(double[] ours, double[] theirs) {
    double[] difference = new double[sharedLength(ours, theirs)];
    Arrays.setAll(difference, i -> ours[i] - theirs[i]);
    return means(difference)[0];
  }

  private double[][] resampledMeans(double[][] columns, int requests) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] means = new double[columns.length][resamples];
    int[] times = new int[requests];
    for (int r = 0; r < resamples; r++) {
      Arrays.fill(times, 0);
      for (int draw = 0; draw < requests; draw++) {
        times[random.nextInt(requests)]++;
      }
      for (int c = 0; c < columns.length; c++) {
        means[c][r] = weightedSum(columns[c], times) / requests;
      }
    }
    return means;
  }

  private static double weightedSum(double[] values, int[] times) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * times[i];
    }
    return sum;
  }

  private static double percentile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  private static int sharedLength(double[]... columns) {
    int length = columns.length == 0 ? 0 : columns[0].length;
    for (double[] column : columns) {
      if (column.length != length) {
        throw new IllegalArgumentException(
            "columns: lengths " + length + " and " + column.length + " (expected: one length)");
      }
    }
    if (length == 0) {
      throw new IllegalArgumentException("columns: no requests (expected: at least one)");
    }
    return length;
  }
}
