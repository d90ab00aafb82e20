package dev.onesug.training.evaluation.cascade;

/** The recalls, and how many queries each gives at most. */
enum Source {
  /** Popular queries that begin with the prefix. */
  COMPLETION(40),
  /** What was searched after the prefix was typed. */
  FOLLOWER(30),
  /** Queries near to the prefix in meaning. */
  NEAR_PREFIX(30),
  /** Queries with the typed words, wherever they stand. */
  TYPED_WORDS(20),
  /** Queries that the prefix begins at a later word. */
  LATER_WORD(30),
  /** Queries that begin like the prefix but for one slip. */
  SLIP(20),
  /** Queries of the same sessions as the user's latest ones. */
  SESSION(30),
  /** Queries near in meaning to the user's latest one. */
  NEAR_LATEST(20),
  /** The user's earlier queries. */
  HISTORY(10);

  private final int most;

  Source(int most) {
    this.most = most;
  }

  int most() {
    return most;
  }
}
