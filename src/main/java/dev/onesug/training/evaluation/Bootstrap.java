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
    ResampledSums sums = sums(withOnes(columns));
    Estimate[] means = new Estimate[columns.length];
    Arrays.setAll(means, column -> sums.ratio(column, columns.length));
    return means;
  }

  /** The mean of {@code ours - theirs}, where both answered the same requests. */
  public Estimate pairedDifference(double[] ours, double[] theirs) {
    return sums(withOnes(ours, theirs)).difference(0, 1, 2);
  }

  /** Ends in the column whose sum is the number of requests. */
  private static double[][] withOnes(double[]... columns) {
    double[][] more = Arrays.copyOf(columns, columns.length + 1);
    double[] ones = new double[columns.length == 0 ? 0 : columns[0].length];
    Arrays.fill(ones, 1);
    more[columns.length] = ones;
    return more;
  }

  /**
   * Sums of columns over all requests, and over the requests of every drawing.
   *
   * @param columns [column][request]; all of one length, which is not zero
   */
  ResampledSums sums(double[]... columns) {
    int requests = sharedLength(columns);
    double[] table = byRequest(columns, requests);
    int[] times = new int[requests];
    Arrays.fill(times, 1);
    double[] observed = sums(table, times);
    SplittableRandom random = new SplittableRandom(seed);
    double[][] drawn = new double[resamples][];
    for (int r = 0; r < resamples; r++) {
      Arrays.fill(times, 0);
      for (int draw = 0; draw < requests; draw++) {
        times[random.nextInt(requests)]++;
      }
      drawn[r] = sums(table, times);
    }
    return new ResampledSums(observed, drawn);
  }

  /** [request × column]: what one request adds lies together, and is added in one sweep. */
  private static double[] byRequest(double[][] columns, int requests) {
    double[] table = new double[requests * columns.length];
    for (int c = 0; c < columns.length; c++) {
      for (int request = 0; request < requests; request++) {
        table[request * columns.length + c] = columns[c][request];
      }
    }
    return table;
  }

  private static double[] sums(double[] table, int[] times) {
    double[] sums = new double[table.length / times.length];
    for (int request = 0; request < times.length; request++) {
      if (times[request] > 0) {
        add(table, request * sums.length, times[request], sums);
      }
    }
    return sums;
  }

  private static void add(double[] table, int from, double times, double[] sums) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] += times * table[from + c];
    }
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
