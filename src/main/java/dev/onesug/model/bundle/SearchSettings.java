package dev.onesug.model.bundle;

import dev.onesug.model.related.EvidenceWeights;
import java.util.Objects;

/**
 * What a model version was trained to assume in its search: {@code search.json}.
 *
 * @param leavingShare the share of searches that do not continue the typed text: ε of {@link
 *     dev.onesug.model.decoding.QueryPrior}
 * @param evidence what the user's history counts in the belief
 */
public record SearchSettings(double leavingShare, EvidenceWeights evidence) {

  /**
   * @throws IllegalArgumentException if it is not a share, or the evidence is absent from a file
   */
  public SearchSettings {
    Objects.requireNonNull(evidence, "evidence: absent (expected: weights)");
    if (!(leavingShare > 0 && leavingShare < 1)) {
      throw new IllegalArgumentException(
          "leavingShare: " + leavingShare + " (expected: above 0, below 1)");
    }
  }
}
