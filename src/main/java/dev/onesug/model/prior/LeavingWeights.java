package dev.onesug.model.prior;

import dev.onesug.model.prior.LeavingEvidence.Kind;

/**
 * How searches come to what is typed for them, besides by typing their beginning. The first two are
 * of queries that fit the text in another way: how readily people type so, against 1 for the
 * beginning. The others are shares of all searches, of those for queries that do not fit it.
 *
 * @param laterWord typed from a later word on
 * @param slip the beginning, with a slip
 * @param sameWords searches for queries that have words of the text
 * @param near searches for queries that are near to the text in meaning
 * @param anything searches for what is believed of the user, whatever was typed; above 0
 */
public record LeavingWeights(
    double laterWord, double slip, double sameWords, double near, double anything) {

  /**
   * @throws IllegalArgumentException if a weight is negative, or the shares leave nothing to the
   *     queries that fit
   */
  public LeavingWeights {
    require("laterWord", laterWord);
    require("slip", slip);
    require("sameWords", sameWords);
    require("near", near);
    if (!(anything > 0)) {
      throw new IllegalArgumentException("anything: " + anything + " (expected: above 0)");
    }
    double sum = sameWords + near + anything;
    if (!(sum < 1)) {
      throw new IllegalArgumentException(
          "sameWords + near + anything: " + sum + " (expected: below 1)");
    }
  }

  private static void require(String name, double weight) {
    if (!(weight >= 0) || !Double.isFinite(weight)) {
      throw new IllegalArgumentException(name + ": " + weight + " (expected: at least 0)");
    }
  }

  /** The share of searches for queries that do not fit the text. */
  double unfitting() {
    return sameWords + near + anything;
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
