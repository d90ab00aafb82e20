package dev.onesug.model.prior;

/**
 * What one earlier query of a user says of the next one.
 *
 * @param kind why it points at other queries
 * @param inSession whether it was searched in the session that is going on
 * @param recency its place among those that were, or among those that were not: 0 for the latest
 * @param queries that it points at
 */
public record Evidence(Kind kind, boolean inSession, int recency, Distribution queries) {

  /** Why an earlier query points at others. */
  public enum Kind {
    /** At itself: people search again what they searched. */
    REPEATED,
    /** At queries that were searched in the same sessions. */
    SESSION,
    /** At queries that share a word with it. */
    WORD,
    /** At queries that are near in meaning, by semantic ID. */
    NEAR
  }
}
