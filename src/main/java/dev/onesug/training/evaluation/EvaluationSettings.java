package dev.onesug.training.evaluation;

/**
 * How an evaluation is done.
 *
 * @param requests held-out searches that are asked; all if there are fewer
 * @param resamples of the bootstrap
 * @param seed of the choice of requests and of the bootstrap
 */
public record EvaluationSettings(int requests, int resamples, long seed) {
  public static final EvaluationSettings DEFAULT = new EvaluationSettings(3000, 1000, 1);

  public EvaluationSettings {
    if (requests < 1) {
      throw new IllegalArgumentException("requests: " + requests + " (expected: at least 1)");
    }
  }

  Bootstrap bootstrap() {
    return new Bootstrap(resamples, seed);
  }
}
