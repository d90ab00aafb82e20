package dev.onesug.model.prior;

/**
 * What one earlier query of a user says of the next one.
 *
 * @param kind why it points at other queries
 * @param recency its place in the history: 0 for the latest
 * @param queries that it points at
 */
public record Evidence(Kind kind, int recency, Distribution queries) {

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
