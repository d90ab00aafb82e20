package dev.onesug.model.prior;

import java.util.Objects;

/**
 * What a model version was trained to assume before its model is asked: {@code search.json}.
 *
 * @param leavingShare the share of searches that do not continue the typed text
 * @param sameWordsShare of these, the share that is told by the typed words
 * @param nearShare of these, the share that is told by the queries near in meaning
 * @param evidence what the user's history counts
 */
public record PriorWeights(
    double leavingShare, double sameWordsShare, double nearShare, EvidenceWeights evidence) {

  /**
   * @throws IllegalArgumentException if a share is none
   */
  public PriorWeights {
    require("leavingShare", leavingShare, leavingShare > 0 && leavingShare < 1, "above 0, below 1");
    require("sameWordsShare", sameWordsShare, sameWordsShare >= 0, "at least 0");
    require("nearShare", nearShare, nearShare >= 0, "at least 0");
    double told = sameWordsShare + nearShare;
    require("sameWordsShare + nearShare", told, told < 1, "below 1");
    Objects.requireNonNull(evidence, "evidence: absent (expected: weights)");
  }

  private static void require(String name, double value, boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
