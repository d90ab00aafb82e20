package dev.onesug.training.sft;

import dev.onesug.model.decoding.QueryPrior.Standing;
import dev.onesug.model.decoding.QueryPrior.Typed;
import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.prior.Moment;
import java.util.Arrays;

/**
 * What the search may choose from at each token of a target, as biases on the logits of the whole
 * vocabulary: the prior's log-shares, and next to minus infinity for what no allowed query goes on
 * with. So a model learns exactly the score that it is searched by, and only what the prior does
 * not know already.
 *
 * @param trie of all allowed queries
 * @param prior what is believed before the model is asked
 * @param endToken ends a query
 * @param vocabulary V
 */
public record AllowedChoices(TokenTrie trie, SamplePrior prior, int endToken, int vocabulary) {
  /** Small enough that no logit makes up for it, large enough that sums stay finite. */
  private static final float IMPOSSIBLE = -1e9f;

  /** The prior of one training sample. */
  @FunctionalInterface
  public interface SamplePrior {
    /**
     * @param moment what was known before the search
     * @param target id of the query in the trie
     */
    Typed given(Moment moment, int target);
  }

  /**
   * Fills the rows of one target.
   *
   * @param pool holds the sample
   * @param into [N × V] gets one row for each target token and one for the end
   * @param firstRow where they begin
   * @throws IllegalArgumentException if the target is not an allowed query
   */
  void fill(SftSamples pool, int sample, float[] into, int firstRow) {
    int[] target = pool.target(sample);
    int query = trie.find(target);
    if (query < 0) {
      throw new IllegalArgumentException(
          "target: " + Arrays.toString(target) + " (expected: an allowed query)");
    }
    Typed given = prior.given(pool.moment(sample), query);
    int node = TokenTrie.ROOT;
    Standing standing = given.root();
    for (int step = 0; step <= target.length; step++) {
      int from = (firstRow + step) * vocabulary;
      Arrays.fill(into, from, from + vocabulary, IMPOSSIBLE);
      int first = trie.firstChild(node);
      float[] shares = new float[trie.endOfChildren(node) - first];
      given.logShares(node, standing, shares, 0);
      for (int i = 0; i < shares.length; i++) {
        int token = trie.isEnd(first + i) ? endToken : trie.token(first + i);
        into[from + token] = shares[i];
      }
      if (step < target.length) {
        int child = trie.child(node, target[step]);
        standing = given.standing(child, standing);
        node = child;
      }
    }
  }
}
