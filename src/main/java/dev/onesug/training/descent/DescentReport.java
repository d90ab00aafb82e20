package dev.onesug.training.descent;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training came to. Losses are the objective's, in its own unit.
 *
 * @param parameters trained numbers
 * @param steps updates
 * @param samples members of batches seen
 * @param passes over the samples
 * @param seconds of training, checkpoints included
 * @param samplesPerSecond over the whole training
 * @param tokensPerSecond of encoder and decoder, padding included
 * @param trainLoss mean of about the last hundred steps
 * @param devLoss at the end
 * @param stopped why it ended before its budget; null if it did not
 * @param curve the dev loss at each checkpoint
 */
public record DescentReport(
    long parameters,
    long steps,
    long samples,
    double passes,
    double seconds,
    double samplesPerSecond,
    double tokensPerSecond,
    double trainLoss,
    double devLoss,
    @Nullable String stopped,
    List<Point> curve) {

  /**
   * One measurement.
   *
   * @param samples members of batches seen until then
   * @param others what else was measured
   */
  public record Point(
      double seconds, long samples, double trainLoss, double devLoss, Map<String, Double> others) {}
}
