package dev.onesug.training.evaluation.completion;

import dev.onesug.training.evaluation.RankingMetric;

/** What one list of ten is worth. */
enum CompletionMetric {
  /** 1 if the query is in it. */
  SUCCESS("Success@10") {
    @Override
    double of(int rank) {
      return rank == RankingMetric.ABSENT ? 0 : 1;
    }
  },
  /** One over the rank of the query. */
  RECIPROCAL_RANK("MRR@10") {
    @Override
    double of(int rank) {
      return rank == RankingMetric.ABSENT ? 0 : 1.0 / rank;
    }
  };

  static final int LIMIT = 10;

  private final String label;

  CompletionMetric(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /**
   * @param rank among the first {@link #LIMIT}, from 1, or {@link RankingMetric#ABSENT}
   */
  abstract double of(int rank);
}
