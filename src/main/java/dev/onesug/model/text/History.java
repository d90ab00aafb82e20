package dev.onesug.model.text;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a user searched before.
 *
 * @param queries in normal form, the most recent first; one that comes again is left out
 * @param inSession how many of them, the most recent, belong to the session that is going on: each
 *     was searched at most {@link #SESSION_GAP_MILLIS} before the next, the last so long before now
 */
public record History(List<String> queries, int inSession) {
  /** Half an hour without a search ends a session, as web analytics counts it. */
  public static final long SESSION_GAP_MILLIS = 30 * 60_000L;

  /** The most queries that are kept of a user, in what trains a model and where it serves. */
  public static final int MAX_QUERIES = 20;

  /** Nothing is known. */
  public static final History NONE = new History(List.of(), 0);

  /**
   * @throws IllegalArgumentException if there are fewer queries than are of the session
   */
  public History {
    if (inSession < 0 || inSession > queries.size()) {
      throw new IllegalArgumentException(
          "inSession: " + inSession + " (expected: 0.." + queries.size() + ")");
    }
    // A query that was searched again stands where it was searched last.
    List<String> distinct = List.copyOf(new LinkedHashSet<>(queries));
    if (distinct.size() < queries.size()) {
      inSession = new LinkedHashSet<>(queries.subList(0, inSession)).size();
    }
    queries = distinct;
  }

  /** A history without times: the latest query is taken to be of this session. */
  public static History untimed(List<String> queries) {
    return new History(queries, Math.min(1, queries.size()));
  }

  /** The same when a new session begins. */
  public History beforeThisSession() {
    return new History(queries, 0);
  }
}
