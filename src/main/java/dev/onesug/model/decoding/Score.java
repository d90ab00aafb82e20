package dev.onesug.model.decoding;

/**
 * The one definition of a score, in training and in the search: the sum, over the tokens of a query
 * and its end, of the log-softmax of the token's logit over the choices at that point, where a
 * {@link QueryPrior}, if there is one, has its log-share added to each logit. It has no length
 * normaliser, so it only falls as a hypothesis grows.
 *
 * <ul>
 *   <li>With a trie the choices are the children of the trie's node. A node with one child adds
 *       exactly 0, so a chain without branches costs nothing.
 *   <li>A {@link Constraint} removes hypotheses and never changes a score.
 * </ul>
 *
 * The paper normalises by length; we do not, because then a finished query above all live
 * hypotheses would not be final.
 */
public final class Score {
  /** The score of having chosen nothing yet. */
  public static final double START = 0;

  private Score() {}

  /**
   * The logarithm of the summed exponentials of {@code logits[from..to)}, one softmax's
   * denominator.
   *
   * @throws IllegalStateException if a logit is not a number or infinite: the model is damaged
   */
  public static double logNormaliser(float[] logits, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, logits[i]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.exp(logits[i] - max);
    }
    double normaliser = max + Math.log(sum);
    if (!Double.isFinite(normaliser)) {
      throw new IllegalStateException(
          "decoder: log-normaliser of %d logits: %s (expected: a finite number)"
              .formatted(to - from, normaliser));
    }
    return normaliser;
  }

  /** The score after one more choice; never above {@code score}. */
  public static double extended(double score, float logit, double logNormaliser) {
    return score + (logit - logNormaliser);
  }
}
