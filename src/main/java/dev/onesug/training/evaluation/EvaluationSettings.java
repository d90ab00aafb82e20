package dev.onesug.training.evaluation;

import dev.onesug.training.evaluation.cascade.CascadeSettings;
import java.util.List;

/**
 * How an evaluation is done.
 *
 * @param requests held-out searches that are asked; all if there are fewer
 * @param resamples of the bootstrap
 * @param cascadeSamples searches of the training window that the trained cascade learns from, at
 *     most; 0 for no such cascade
 * @param beams widths of the search that every model version is asked with, each 1..1024
 * @param seed of the choice of requests, of the bootstrap and of the cascade
 */
public record EvaluationSettings(
    int requests, int resamples, int cascadeSamples, List<Integer> beams, long seed) {
  private static final int WIDEST_BEAM = 1024;

  /** The beam is what the service searches with where nothing else is configured. */
  public static final EvaluationSettings DEFAULT =
      new EvaluationSettings(3000, 1000, 0, List.of(32), 1);

  public EvaluationSettings {
    if (requests < 1) {
      throw new IllegalArgumentException("requests: " + requests + " (expected: at least 1)");
    }
    if (cascadeSamples < 0 || cascadeSamples > CascadeSettings.MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "cascadeSamples: %d (expected: 0..%d)"
              .formatted(cascadeSamples, CascadeSettings.MOST_SAMPLES));
    }
    if (beams.isEmpty()
        || beams.stream().distinct().count() < beams.size()
        || beams.stream().anyMatch(beam -> beam < 1 || beam > WIDEST_BEAM)) {
      throw new IllegalArgumentException(
          "beams: %s (expected: at least one, different, each 1..%d)"
              .formatted(beams, WIDEST_BEAM));
    }
    beams = List.copyOf(beams);
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
