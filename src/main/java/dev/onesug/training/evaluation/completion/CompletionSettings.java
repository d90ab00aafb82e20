package dev.onesug.training.evaluation.completion;

import dev.onesug.training.descent.DescentSettings;
import dev.onesug.training.evaluation.Bootstrap;

/**
 * How completion is measured.
 *
 * @param requests asked of each half, seen and unseen; all if there are fewer
 * @param devRequests of each half, on which weights are chosen
 * @param trainingMinutes of the encoder-decoder
 * @param threads of the numeric engine; 0 for all processors
 * @param seed of the split, the cuts, the training and the bootstrap
 * @param device {@code cpu}, {@code cuda:N} or {@code auto}
 */
public record CompletionSettings(
    int requests, int devRequests, double trainingMinutes, int threads, long seed, String device) {
  public static final CompletionSettings DEFAULT =
      new CompletionSettings(6000, 1500, 10, 0, 1, "auto");

  private static final int RESAMPLES = 1000;
  private static final int BATCH = 64;
  private static final double LEARNING_RATE = 7e-4;

  public CompletionSettings {
    atLeastOne("requests", requests);
    atLeastOne("devRequests", devRequests);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }

  Bootstrap bootstrap() {
    return new Bootstrap(RESAMPLES, seed);
  }

  /** Of the encoder-decoder; a minute more or less of work is lost by a cut. */
  DescentSettings training() {
    return new DescentSettings(
        trainingMinutes, 0, BATCH, LEARNING_RATE, 0.05, 0.05, 2, threads, seed, device);
  }
}
