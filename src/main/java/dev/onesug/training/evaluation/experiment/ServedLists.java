package dev.onesug.training.evaluation.experiment;

import java.util.Map;

/**
 * How the lists of a variant were made. Times are within a hundredth of the true ones; they are of
 * lists and not of users, and have no interval.
 *
 * @param versions lists by the model version that answered
 * @param timed lists whose answer told its time
 * @param p50Millis half of them took no longer
 */
public record ServedLists(
    Map<String, Long> versions, long timed, double p50Millis, double p95Millis, double p99Millis) {

  public ServedLists {
    versions = Map.copyOf(versions);
  }

  /** Lists that were shown. */
  public long lists() {
    return versions.values().stream().mapToLong(Long::longValue).sum();
  }
}
