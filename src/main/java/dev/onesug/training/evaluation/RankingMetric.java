package dev.onesug.training.evaluation;

import java.util.List;

/**
 * What one ranked list is worth when the wanted query is known. Over many requests a metric is the
 * mean of its values, weighted by {@link #weight}.
 *
 * <p>NDCG is that of Järvelin and Kekäläinen (2002) with one wanted query a request, where the
 * ideal list has it first. The gain of the wanted query then cancels out within a request, so it
 * comes back as the weight of the request: gain reached over gain that could be reached.
 */
public enum RankingMetric {
  /** Whether the query comes first. */
  HR_1("HR@1", 1, RequestWeight.ONE),
  /** Whether it is among the first four. */
  HR_4("HR@4", 4, RequestWeight.ONE),
  /** Whether it is shown. */
  HR_16("HR@16", 16, RequestWeight.ONE),
  /** One over its rank. */
  MRR_16("MRR@16", 16, RequestWeight.ONE) {
    @Override
    double worth(int rank, Trial trial) {
      return 1.0 / rank;
    }
  },
  /** One over the binary logarithm of its rank plus one, weighted by how far the search led. */
  NDCG_16("NDCG@16", 16, RequestWeight.BEHAVIOUR) {
    @Override
    double worth(int rank, Trial trial) {
      return Math.log(2) / Math.log1p(rank);
    }
  },
  /**
   * The share of the query's letters that need not be typed because it is shown, weighted by how
   * many it has: letters saved over letters searched. A letter that was typed in vain, as a slip,
   * is not saved. The keystroke or touch that takes the suggestion is not counted.
   */
  SAVED_16("Saved@16", 16, RequestWeight.LETTERS) {
    @Override
    double worth(int rank, Trial trial) {
      return (double) trial.lettersLeft() / trial.targetLength();
    }
  };

  /** The rank of a query that is not in the list. */
  public static final int ABSENT = 0;

  private final String label;
  private final int cutoff;
  private final RequestWeight weight;

  RankingMetric(String label, int cutoff, RequestWeight weight) {
    this.label = label;
    this.cutoff = cutoff;
    this.weight = weight;
  }

  /** As people write it, for example {@code HR@16}. */
  public String label() {
    return label;
  }

  /** What a request counts for in the mean. */
  RequestWeight weight() {
    return weight;
  }

  /**
   * The metric of one list.
   *
   * @param rank rank of the wanted query, counted from 1, or {@link #ABSENT}
   * @param trial the request
   * @return 0 to 1
   */
  public double of(int rank, Trial trial) {
    return rank == ABSENT || rank > cutoff ? 0 : worth(rank, trial);
  }

  /** What a rank within the cutoff is worth: 0 to 1. */
  double worth(int rank, Trial trial) {
    return 1;
  }

  /** Rank of the wanted query, counted from 1, or {@link #ABSENT}. */
  public static int rank(List<String> suggestions, String wanted) {
    return suggestions.indexOf(wanted) + 1;
  }
}
