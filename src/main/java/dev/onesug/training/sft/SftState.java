package dev.onesug.training.sft;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a training has come, beside its weights: what a checkpoint holds as JSON.
 *
 * @param pass number of the pass over the samples, from 0
 * @param batch next batch of that pass
 * @param trainLoss running mean; 0 before the first step
 */
record SftState(
    long steps,
    int pass,
    int batch,
    long samples,
    long tokens,
    long elapsedNanos,
    double trainLoss,
    List<SftReport.Point> curve) {
  private static final double MEMORY = 0.99;

  static final SftState START = new SftState(0, 0, 0, 0, 0, 0, 0, List.of());

  /** After one more batch, which came to a loss at a time. */
  SftState stepped(int pairs, int computedTokens, double loss, long nowNanos) {
    double share = Math.max(1 - MEMORY, 1.0 / (steps + 1));
    return new SftState(
        steps + 1,
        pass,
        batch + 1,
        samples + pairs,
        tokens + computedTokens,
        nowNanos,
        trainLoss + share * (loss - trainLoss),
        curve);
  }

  SftState nextPass() {
    return new SftState(steps, pass + 1, 0, samples, tokens, elapsedNanos, trainLoss, curve);
  }

  /** After a measurement on the dev samples, which took time too. */
  SftState measured(double devLoss, long nowNanos) {
    List<SftReport.Point> longer = new ArrayList<>(curve);
    longer.add(new SftReport.Point(nowNanos / 1e9, samples, trainLoss, devLoss));
    return new SftState(
        steps, pass, batch, samples, tokens, nowNanos, trainLoss, List.copyOf(longer));
  }

  double perSecond(long count) {
    return elapsedNanos == 0 ? 0 : count / (elapsedNanos / 1e9);
  }
}
