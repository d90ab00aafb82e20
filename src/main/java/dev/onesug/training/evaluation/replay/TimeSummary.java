package dev.onesug.training.evaluation.replay;

import java.util.Arrays;

/**
 * Many times in a few numbers. A percentile is a time that was measured: the shortest that so many
 * per cent do not exceed.
 *
 * @param count how many; all else is 0 where there is none
 */
public record TimeSummary(
    int count,
    double meanMillis,
    double p50Millis,
    double p95Millis,
    double p99Millis,
    double maxMillis) {

  /**
   * @param millis in any order
   */
  static TimeSummary of(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new TimeSummary(
        sorted.length,
        Arrays.stream(sorted).average().orElse(0),
        percentile(sorted, 50),
        percentile(sorted, 95),
        percentile(sorted, 99),
        percentile(sorted, 100));
  }

  private static double percentile(double[] sorted, int percent) {
    int rank = (int) ((sorted.length * (long) percent + 99) / 100);
    return rank == 0 ? 0 : sorted[rank - 1];
  }
}
