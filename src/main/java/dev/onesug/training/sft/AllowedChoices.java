package dev.onesug.training.sft;

import dev.onesug.model.decoding.QueryPrior.Standing;
import dev.onesug.model.decoding.QueryPrior.Typed;
import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.prior.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the search may choose from at each token of a target, as biases on the logits of the whole
 * vocabulary: the prior's log-shares, and next to minus infinity for what no allowed query goes on
 * with. So a model learns exactly the score that it is searched by, and only what the prior does
 * not know already.
 *
 * @param trie of all allowed queries
 * @param prior what is believed before the model is asked; null where nothing is, and all allowed
 *     choices weigh alike
 * @param endToken ends a query
 * @param vocabulary V
 */
public record AllowedChoices(
    TokenTrie trie, @Nullable SamplePrior prior, int endToken, int vocabulary) {
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
   * What is believed before the model is asked for a sample.
   *
   * @param target tokens of the query that was searched
   * @return null where nothing is believed
   * @throws IllegalArgumentException if it is not an allowed query
   */
  public @Nullable Typed given(Moment moment, int[] target) {
    int query = trie.find(target);
    if (query < 0) {
      throw new IllegalArgumentException(
          "target: " + Arrays.toString(target) + " (expected: an allowed query)");
    }
    return prior == null ? null : prior.given(moment, query);
  }

  /**
   * The biases of the targets of some inputs.
   *
   * @param given the prior of each input, null for none
   * @param targets allowed queries; as many for each input, those of one behind each other
   * @return [N × V], a row for each token of each target and one for its end
   */
  public float[] biases(int inputs, IntFunction<@Nullable Typed> given, List<int[]> targets) {
    int each = targets.size() / inputs;
    int[] firstRows = new int[targets.size() + 1];
    for (int i = 0; i < targets.size(); i++) {
      firstRows[i + 1] = firstRows[i] + targets.get(i).length + 1;
    }
    float[] biases = new float[firstRows[targets.size()] * vocabulary];
    Arrays.fill(biases, IMPOSSIBLE);
    IntStream.range(0, inputs)
        .parallel()
        .forEach(
            input -> {
              @Nullable Typed typed = given.apply(input);
              for (int i = input * each; i < (input + 1) * each; i++) {
                fill(typed, targets.get(i), biases, firstRows[i]);
              }
            });
    return biases;
  }

  private void fill(@Nullable Typed given, int[] target, float[] into, int firstRow) {
    int node = TokenTrie.ROOT;
    Standing standing = given == null ? Standing.LEAVES : given.root();
    for (int step = 0; step <= target.length; step++) {
      int from = (firstRow + step) * vocabulary;
      int first = trie.firstChild(node);
      float[] shares = new float[trie.endOfChildren(node) - first];
      if (given != null) {
        given.logShares(node, standing, shares, 0);
      }
      for (int i = 0; i < shares.length; i++) {
        int token = trie.isEnd(first + i) ? endToken : trie.token(first + i);
        into[from + token] = shares[i];
      }
      if (step < target.length) {
        node = trie.child(node, target[step]);
        standing = given == null ? standing : given.standing(node, standing);
      }
    }
  }
}
