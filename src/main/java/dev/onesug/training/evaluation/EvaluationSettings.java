package dev.onesug.training.evaluation;

import dev.onesug.training.evaluation.cascade.CascadeSettings;

/**
 * How an evaluation is done.
 *
 * @param requests held-out searches that are asked; all if there are fewer
 * @param resamples of the bootstrap
 * @param cascadeSamples searches of the training window that the trained cascade learns from, at
 *     most; 0 for no such cascade
 * @param seed of the choice of requests, of the bootstrap and of the cascade
 */
public record EvaluationSettings(int requests, int resamples, int cascadeSamples, long seed) {
  public static final EvaluationSettings DEFAULT = new EvaluationSettings(3000, 1000, 0, 1);

  public EvaluationSettings {
    if (requests < 1) {
      throw new IllegalArgumentException("requests: " + requests + " (expected: at least 1)");
    }
    if (cascadeSamples < 0 || cascadeSamples > CascadeSettings.MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "cascadeSamples: %d (expected: 0..%d)"
              .formatted(cascadeSamples, CascadeSettings.MOST_SAMPLES));
    }
  }

  Bootstrap bootstrap() {
    return new Bootstrap(resamples, seed);
  }

  boolean asksForCascade() {
    return cascadeSamples > 0;
  }

  /** How the cascade is trained that is asked for. */
  CascadeSettings cascade() {
    return new CascadeSettings(cascadeSamples, seed);
  }
}
