package dev.onesug.model.related;

import java.util.Arrays;

/**
 * Some of the queries that have something in common, and how often each was searched.
 *
 * @param queries different ids
 * @param counts of each, at least 1
 * @param total of all queries that have it in common, those left out included; 0 where nothing else
 *     is possible
 */
public record Postings(int[] queries, int[] counts, long total) {
  public static final Postings NONE = new Postings(new int[0], new int[0], 0);

  /** One query that is meant for sure. */
  public static Postings certain(int query) {
    return new Postings(new int[] {query}, new int[] {1}, 0);
  }

  public int size() {
    return queries.length;
  }

  /** Where a query stands among these, or -1. */
  public int place(int query) {
    for (int i = 0; i < size(); i++) {
      if (queries[i] == query) {
        return i;
      }
    }
    return -1;
  }

  /** The same as if a query that is among these had been searched less often. */
  public Postings minus(int query, int times) {
    int place = place(query);
    if (place < 0) {
      return this;
    }
    int[] fewer = counts.clone();
    fewer[place] -= times;
    long less = Math.max(0, total - times);
    if (fewer[place] > 0) {
      return new Postings(queries, fewer, less);
    }
    return new Postings(without(queries, place), without(counts, place), less);
  }

  /**
   * The share of one query: how likely it is the next of these to be searched. One that was not
   * seen yet counts as one, so that a single observation is not certainty.
   */
  public double share(int place) {
    return counts[place] / (total + 1.0);
  }

  private static int[] without(int[] values, int place) {
    int[] rest = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(values, place + 1, rest, place, rest.length - place);
    return rest;
  }
}
