package dev.onesug.model.prior;

import dev.onesug.model.prior.LeavingEvidence.Kind;
import java.util.Map;

/**
 * How much each kind of {@link LeavingEvidence} tells of the searches that do not continue the
 * typed text: shares, of which something is left to what is believed of the user without it.
 */
public record LeavingWeights(double laterWord, double slip, double sameWords, double near) {

  /**
   * @throws IllegalArgumentException if a weight is no share, or nothing is left
   */
  public LeavingWeights {
    require("laterWord", laterWord);
    require("slip", slip);
    require("sameWords", sameWords);
    require("near", near);
    double sum = laterWord + slip + sameWords + near;
    if (!(sum < 1)) {
      throw new IllegalArgumentException(
          "laterWord + slip + sameWords + near: " + sum + " (expected: below 1)");
    }
  }

  private static void require(String name, double share) {
    if (!(share >= 0)) {
      throw new IllegalArgumentException(name + ": " + share + " (expected: at least 0)");
    }
  }

  /**
   * @param shares of kinds; of one that is absent, none
   */
  public static LeavingWeights of(Map<Kind, Double> shares) {
    return new LeavingWeights(
        shares.getOrDefault(Kind.LATER_WORD, 0.0),
        shares.getOrDefault(Kind.SLIP, 0.0),
        shares.getOrDefault(Kind.SAME_WORDS, 0.0),
        shares.getOrDefault(Kind.NEAR, 0.0));
  }

  double of(Kind kind) {
    return switch (kind) {
      case LATER_WORD -> laterWord;
      case SLIP -> slip;
      case SAME_WORDS -> sameWords;
      case NEAR -> near;
    };
  }
}
