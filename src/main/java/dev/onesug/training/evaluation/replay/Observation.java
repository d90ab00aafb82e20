package dev.onesug.training.evaluation.replay;

import org.jspecify.annotations.Nullable;

/**
 * What became of a request. Times count from the start of the replay.
 *
 * @param dueNanos when it should have been sent
 * @param sentNanos when it was sent
 * @param doneNanos when its answer was read to the end, or was given up
 * @param reply null where there was no answer
 * @param failure why there was none
 */
record Observation(
    long dueNanos,
    long sentNanos,
    long doneNanos,
    @Nullable Reply reply,
    @Nullable String failure) {

  /** From when it was due: a request that has to wait for its turn is late, not lucky. */
  double latencyMillis() {
    return (doneNanos - dueNanos) / 1e6;
  }

  double lateMillis() {
    return (sentNanos - dueNanos) / 1e6;
  }

  /** From the sending on. */
  double exchangeMillis() {
    return (doneNanos - sentNanos) / 1e6;
  }
}
