package dev.onesug.training.descent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a training has come, beside its weights: what a checkpoint holds as JSON.
 *
 * @param pass number of the pass over the samples, from 0
 * @param batch next batch of that pass
 * @param trainLoss running mean; 0 before the first step
 * @param stop why the objective ended the training; null if it did not
 */
record DescentState(
    long steps,
    int pass,
    int batch,
    long samples,
    long tokens,
    long elapsedNanos,
    double trainLoss,
    @Nullable String stop,
    List<DescentReport.Point> curve) {
  private static final double MEMORY = 0.99;

  static final DescentState START = new DescentState(0, 0, 0, 0, 0, 0, 0, null, List.of());

  /** After one more batch, which came to a loss at a time. */
  DescentState stepped(int pairs, int computedTokens, double loss, long nowNanos) {
    double share = Math.max(1 - MEMORY, 1.0 / (steps + 1));
    return new DescentState(
        steps + 1,
        pass,
        batch + 1,
        samples + pairs,
        tokens + computedTokens,
        nowNanos,
        trainLoss + share * (loss - trainLoss),
        stop,
        curve);
  }

  DescentState nextPass() {
    return new DescentState(
        steps, pass + 1, 0, samples, tokens, elapsedNanos, trainLoss, stop, curve);
  }

  /** After a measurement on the dev samples, which took time too. */
  DescentState measured(Objective.Measurement measured, long nowNanos) {
    List<DescentReport.Point> longer = new ArrayList<>(curve);
    longer.add(
        new DescentReport.Point(
            nowNanos / 1e9, samples, trainLoss, measured.loss(), measured.others()));
    return new DescentState(
        steps,
        pass,
        batch,
        samples,
        tokens,
        nowNanos,
        trainLoss,
        measured.stop(),
        List.copyOf(longer));
  }

  double perSecond(long count) {
    return elapsedNanos == 0 ? 0 : count / (elapsedNanos / 1e9);
  }
}
