package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Standing;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A beginning of queries, or a whole query.
 *
 * @param parent what it continues; null for the empty beginning
 * @param node where it stands in the trie; for a whole query where it left its parent, as a chain
 *     without branches leads from there to its end
 * @param query the whole query that it is, or {@link #UNFINISHED}
 * @param standing to the typed text; without a prior meaningless
 * @param length the tokens on the way to it, the start token included
 */
record Hypothesis(
    @Nullable Hypothesis parent, int node, int query, Standing standing, int length, double score) {
  static final int UNFINISHED = -1;

  /**
   * Best first. Of equal scores what is unfinished comes first, as it may lead to a query that is
   * as good and has a lower number.
   */
  static final Comparator<Hypothesis> BEST_FIRST = Hypothesis::compare;

  private static int compare(Hypothesis one, Hypothesis other) {
    if (one.score != other.score) {
      return Double.compare(other.score, one.score);
    }
    return one.query == other.query
        ? Integer.compare(one.node, other.node)
        : Integer.compare(one.query, other.query);
  }

  boolean isFinished() {
    return query != UNFINISHED;
  }
}
