package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.related.Postings;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.text.Words;
import java.util.Set;

/**
 * One of the user's earlier queries.
 *
 * @param query its id, or -1 if the index does not hold it
 * @param words its different words
 * @param vector of unit length; empty if the index does not hold it
 * @param sessions queries of the same sessions
 */
record Earlier(int query, Set<String> words, float[] vector, Postings sessions) {
  private static final int UNKNOWN = -1;

  /**
   * @param target id of the query whose session with this one is not counted, or -1
   */
  static Earlier of(QueryIndex index, String text, int target) {
    int query = index.find(text).orElse(UNKNOWN);
    return query == UNKNOWN
        ? new Earlier(UNKNOWN, Words.of(text), new float[0], Postings.NONE)
        : new Earlier(
            query, Words.of(text), index.vector(query), index.sessions(query).minus(target, 1));
  }

  boolean isKnown() {
    return query != UNKNOWN;
  }
}
