package dev.onesug.model.prior;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.related.QueryIndex;

/**
 * What tells the searches that do not continue the typed text: its words, and the queries near to
 * it in meaning. Safe for concurrent use.
 */
public final class LeavingEvidence {
  private static final int NO_QUERY = -1;

  private final TypedWords words;
  private final NearInMeaning near;

  public LeavingEvidence(QueryIndex index) {
    this.words = new TypedWords(index);
    this.near = new NearInMeaning(index);
  }

  /**
   * @param words queries with the typed words
   * @param near queries near in meaning
   */
  public record Found(Distribution words, Distribution near) {
    /** Both with their weights, as one belief; what one has nothing of is left to others. */
    Belief belief(double wordsShare, double nearShare) {
      int size = words.size() + near.size();
      int[] queries = new int[size];
      double[] shares = new double[size];
      int at = words.fill(queries, shares, 0, wordsShare);
      near.fill(queries, shares, at, nearShare);
      return new Belief(queries, shares);
    }
  }

  /** What serving asks. */
  public Found of(Moment moment) {
    return withoutOne(moment, NO_QUERY);
  }

  /**
   * What training asks: one search of the target is not counted.
   *
   * @param target id of the query that was searched
   */
  public Found withoutOne(Moment moment, int target) {
    return new Found(
        words.withoutOne(moment.prefix(), target), near.withoutOne(moment.near(), target));
  }
}
