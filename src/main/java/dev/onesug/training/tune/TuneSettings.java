package dev.onesug.training.tune;

import java.util.List;

/**
 * What is tried.
 *
 * @param samples held-out training samples that judge; all if there are fewer
 * @param beamWidth of the searches
 * @param popularityWeights each is tried with each penalty
 * @param leavingPenalties in nats
 */
public record TuneSettings(
    int samples, int beamWidth, List<Double> popularityWeights, List<Double> leavingPenalties) {

  /**
   * @throws IllegalArgumentException if there is nothing to judge by or to try
   */
  public TuneSettings {
    popularityWeights = List.copyOf(popularityWeights);
    leavingPenalties = List.copyOf(leavingPenalties);
    if (samples < 1) {
      throw new IllegalArgumentException("samples: " + samples + " (expected: at least 1)");
    }
    if (popularityWeights.isEmpty() || leavingPenalties.isEmpty()) {
      throw new IllegalArgumentException(
          "popularityWeights: "
              + popularityWeights
              + ", leavingPenalties: "
              + leavingPenalties
              + " (expected: at least one of each)");
    }
  }
}
