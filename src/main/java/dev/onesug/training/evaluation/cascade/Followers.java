package dev.onesug.training.evaluation.cascade;

import java.util.Map;
import java.util.Set;

/**
 * What followed one prefix.
 *
 * @param exactly searches by query id after just this prefix
 * @param beginning searches by query id after prefixes that begin like this one
 * @param total searches after prefixes that begin like this one
 */
record Followers(Map<Integer, Integer> exactly, Map<Integer, Integer> beginning, long total) {
  Followers(Map<Integer, Integer> exactly, Map<Integer, Integer> beginning) {
    this(exactly, beginning, beginning.values().stream().mapToLong(count -> count).sum());
  }

  Set<Integer> queries() {
    return beginning.keySet();
  }

  /** How often a query followed a prefix that begins like this one. */
  int count(int query) {
    return beginning.getOrDefault(query, 0);
  }

  /** How often a query followed just this prefix. */
  int exactCount(int query) {
    return exactly.getOrDefault(query, 0);
  }
}
