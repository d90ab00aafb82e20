package dev.onesug.model.decoding;

/**
 * What a model version was trained to assume in its search.
 *
 * @param leavingShare the share of searches that do not continue the typed text: ε of {@link
 *     QueryPrior}
 */
public record SearchSettings(double leavingShare) {

  /**
   * @throws IllegalArgumentException if it is not a share
   */
  public SearchSettings {
    if (!(leavingShare > 0 && leavingShare < 1)) {
      throw new IllegalArgumentException(
          "leavingShare: " + leavingShare + " (expected: above 0, below 1)");
    }
  }
}
