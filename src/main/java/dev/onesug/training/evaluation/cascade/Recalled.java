package dev.onesug.training.evaluation.cascade;

import java.util.EnumMap;
import java.util.Map;

/**
 * A query that at least one recall gave.
 *
 * @param query its id in the index
 * @param text in normal form
 * @param ranks from 1, of each recall that gave it
 */
record Recalled(int query, String text, Map<Source, Integer> ranks) {
  Recalled(int query, String text) {
    this(query, text, new EnumMap<>(Source.class));
  }

  /** The rank in one recall, or NaN if that did not give it. */
  double rank(Source source) {
    Integer rank = ranks.get(source);
    return rank == null ? Double.NaN : rank;
  }
}
