package dev.onesug.training.evaluation;

import java.util.List;

/**
 * What one ranked list is worth when the wanted query is known. HR@k is 1 if the query is among the
 * first k, else 0; MRR@k is one over its rank if that is at most k, else 0.
 */
public enum RankingMetric {
  HR_1("HR@1", 1, false),
  HR_4("HR@4", 4, false),
  HR_16("HR@16", 16, false),
  MRR_16("MRR@16", 16, true);

  /** The rank of a query that is not in the list. */
  public static final int ABSENT = 0;

  private final String label;
  private final int cutoff;
  private final boolean reciprocal;

  RankingMetric(String label, int cutoff, boolean reciprocal) {
    this.label = label;
    this.cutoff = cutoff;
    this.reciprocal = reciprocal;
  }

  /** As people write it, for example {@code HR@16}. */
  public String label() {
    return label;
  }

  /**
   * The metric of one list.
   *
   * @param rank rank of the wanted query, counted from 1, or {@link #ABSENT}
   * @return 0 to 1
   */
  public double of(int rank) {
    if (rank == ABSENT || rank > cutoff) {
      return 0;
    }
    return reciprocal ? 1.0 / rank : 1;
  }

  /** Rank of the wanted query, counted from 1, or {@link #ABSENT}. */
  public static int rank(List<String> suggestions, String wanted) {
    return suggestions.indexOf(wanted) + 1;
  }
}
