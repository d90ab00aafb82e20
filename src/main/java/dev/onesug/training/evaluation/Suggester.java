package dev.onesug.training.evaluation;

import java.util.List;

/**
 * Anything that answers a prefix with a ranked list of queries. Others are asked at the same time:
 * what suggesters share must be safe for that.
 */
public interface Suggester extends AutoCloseable {

  /** A short name that is unique in one evaluation, for example {@code OneSug}. */
  String name();

  /** One sentence for the reader of the report: what it is and what it was given. */
  String description();

  /** Learns what it has to learn before the first question. */
  default void prepare() {}

  /** How many threads may ask at the same time, and are worth it. */
  default int concurrency() {
    return 1;
  }

  /**
   * Ranks queries for a prefix.
   *
   * @param limit how many queries are wanted at most; positive
   * @return queries in normal form, the best first; empty if it has none
   */
  List<String> suggest(EvaluationRequest request, int limit);

  /** Whether it knows what no suggester could, so that it is a limit and not an opponent. */
  default boolean isCeiling() {
    return false;
  }

  /** Releases what the suggester holds; by default nothing. */
  @Override
  default void close() {}
}
