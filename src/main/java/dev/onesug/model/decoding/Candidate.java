package dev.onesug.model.decoding;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A query that the search found.
 *
 * @param query its id, or {@link #NO_QUERY} in open mode, where it may be any text
 * @param tokens without start and end
 * @param score see {@link Score}; a log-probability, at most 0
 */
public record Candidate(int query, int[] tokens, double score) {
  public static final int NO_QUERY = -1;

  /** Best first; equal scores by query, in open mode by tokens. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score)
          .reversed()
          .thenComparingInt(Candidate::query)
          .thenComparing(Candidate::tokens, Arrays::compare);
}
