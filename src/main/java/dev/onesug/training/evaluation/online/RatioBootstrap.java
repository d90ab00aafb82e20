package dev.onesug.training.evaluation.online;

import dev.onesug.training.evaluation.Estimate;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap of ratios of sums. Units (users, or looks at the box) are drawn with
 * replacement, all columns of a unit together, so that a ratio keeps what its two sums have in
 * common and two ratios of one drawing can be compared.
 *
 * @param resamples how often the units are drawn
 * @param seed the same seed gives the same intervals
 */
record RatioBootstrap(int resamples, long seed) {
  private static final double TAIL = 0.025;

  /**
   * Draws units.
   *
   * @param columns [column][unit], all of one length
   * @throws IllegalArgumentException if there is no unit
   */
  Sums draw(double[][] columns) {
    int units = columns[0].length;
    if (units == 0) {
      throw new IllegalArgumentException("units: none (expected: at least one)");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[][] sums = new double[resamples + 1][];
    int[] times = new int[units];
    Arrays.fill(times, 1);
    sums[0] = sums(columns, times);
    for (int drawing = 1; drawing <= resamples; drawing++) {
      Arrays.fill(times, 0);
      for (int draw = 0; draw < units; draw++) {
        times[random.nextInt(units)]++;
      }
      sums[drawing] = sums(columns, times);
    }
    return new Sums(sums);
  }

  private static double[] sums(double[][] columns, int[] times) {
    double[] sums = new double[columns.length];
    for (int column = 0; column < columns.length; column++) {
      for (int unit = 0; unit < times.length; unit++) {
        sums[column] += times[unit] * columns[column][unit];
      }
    }
    return sums;
  }

  /**
   * The sums of all drawings.
   *
   * @param sums [drawing][column]; the first one is of the units as they are
   */
  record Sums(double[][] sums) {
    /** One sum over another, drawing by drawing. */
    double[] ratios(int above, int below) {
      return Arrays.stream(sums).mapToDouble(sum -> sum[above] / sum[below]).toArray();
    }

    Estimate ratio(int above, int below) {
      return estimate(ratios(above, below));
    }
  }

  /**
   * The middle 95 % of drawn values.
   *
   * @param drawn the first one is the estimate itself
   */
  static Estimate estimate(double[] drawn) {
    double[] sorted = Arrays.copyOfRange(drawn, 1, drawn.length);
    Arrays.sort(sorted);
    return new Estimate(drawn[0], percentile(sorted, TAIL), percentile(sorted, 1 - TAIL));
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
