package dev.onesug.training.evaluation;

/** What a request counts for in a mean over requests. */
enum RequestWeight {
  /** Every request alike. */
  ONE {
    @Override
    double of(Trial trial) {
      return 1;
    }
  },
  /**
   * How far the search led: the base rewards that the paper gives the levels (section 3.4),
   * whatever a recipe's training makes of them.
   */
  BEHAVIOUR {
    @Override
    double of(Trial trial) {
      return switch (trial.level()) {
        case ORDER -> 2;
        case ITEM_CLICK -> 1.5;
        case QUERY_CLICK -> 1;
        case SHOW, NOT_SHOWN, RANDOM ->
            throw new IllegalArgumentException(
                "level: " + trial.level() + " (expected: one of a query that was searched)");
      };
    }
  },
  /** As many as the searched query has letters. */
  LETTERS {
    @Override
    double of(Trial trial) {
      return trial.targetLength();
    }
  };

  /** Positive. */
  abstract double of(Trial trial);
}
