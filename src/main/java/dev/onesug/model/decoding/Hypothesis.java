package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Standing;
import java.util.Comparator;

/**
 * An unfinished query.
 *
 * @param parentRow the row, in the step before, of the hypothesis that it continues
 * @param token what the decoder is to be fed
 * @param node where it stands in the trie; in open mode meaningless
 * @param standing to the typed text; without a prior meaningless
 * @param path all its tokens, without start
 */
record Hypothesis(int parentRow, int token, int node, Standing standing, int[] path, double score) {

  /** Best first; equal scores in the order in which they are met. */
  static final Comparator<Hypothesis> BEST_FIRST =
      Comparator.comparingDouble(Hypothesis::score)
          .reversed()
          .thenComparingInt(Hypothesis::parentRow)
          .thenComparingInt(Hypothesis::token);
}
