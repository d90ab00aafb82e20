package dev.onesug.training.sft;

import dev.onesug.model.decoding.QueryPrior;
import dev.onesug.model.decoding.QueryPrior.Standing;
import dev.onesug.model.decoding.TokenTrie;
import java.util.Arrays;

/**
 * What the search may choose from at each token of a target, as biases on the logits of the whole
 * vocabulary: the prior's log-shares, and next to minus infinity for what no allowed query goes on
 * with. So a model learns exactly the score that it is searched by, and only what the prior does
 * not know already.
 *
 * @param prior popularity, and staying with the typed text
 * @param endToken ends a query
 * @param vocabulary V
 */
public record AllowedChoices(QueryPrior prior, int endToken, int vocabulary) {
  /** Small enough that no logit makes up for it, large enough that sums stay finite. */
  private static final float IMPOSSIBLE = -1e9f;

  /**
   * Fills the rows of one target.
   *
   * @param typed in normal form
   * @param target tokens of an allowed query, without start and end
   * @param into [N × V] gets one row for each target token and one for the end
   * @param firstRow where they begin
   * @return the row after the last
   * @throws IllegalArgumentException if the target is not an allowed query
   */
  int fill(String typed, int[] target, float[] into, int firstRow) {
    QueryPrior.Typed given = prior.given(typed);
    TokenTrie trie = prior.trie();
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
        if (child < 0) {
          throw new IllegalArgumentException(
              "target: " + Arrays.toString(target) + " (expected: an allowed query)");
        }
        standing = given.standing(child, standing);
        node = child;
      }
    }
    return firstRow + target.length + 1;
  }
}
