package dev.onesug.model.prior;

import java.util.Objects;

/**
 * What a model version was trained to assume before its model is asked: {@code search.json}.
 *
 * @param leavingShare the share of searches that do not continue the typed text
 * @param leaving what tells these
 * @param evidence what the user's history counts
 */
public record PriorWeights(double leavingShare, LeavingWeights leaving, EvidenceWeights evidence) {

  /**
   * @throws IllegalArgumentException if a share is none
   */
  public PriorWeights {
    if (!(leavingShare > 0 && leavingShare < 1)) {
      throw new IllegalArgumentException(
          "leavingShare: " + leavingShare + " (expected: above 0, below 1)");
    }
    Objects.requireNonNull(leaving, "leaving: absent (expected: weights)");
    Objects.requireNonNull(evidence, "evidence: absent (expected: weights)");
  }
}
