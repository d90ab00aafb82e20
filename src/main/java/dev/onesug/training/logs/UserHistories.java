package dev.onesug.training.logs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The last distinct queries of every user, with the instant of each. What is asked for a moment
 * holds only what was searched strictly before it, also where two lines bear the same time.
 */
final class UserHistories {
  /** More than a sample carries: some may turn out not to be earlier. */
  private static final int KEPT = Sample.MAX_HISTORY + 4;

  private final Map<String, Deque<Searched>> byUser = new HashMap<>();

  private record Searched(String query, long instantMillis) {}

  /** The user's distinct queries before an instant, newest first. */
  List<String> before(String user, long instantMillis) {
    List<String> queries = new ArrayList<>(Sample.MAX_HISTORY);
    for (Searched searched : byUser.getOrDefault(user, new ArrayDeque<>())) {
      if (queries.size() < Sample.MAX_HISTORY && searched.instantMillis < instantMillis) {
        queries.add(searched.query);
      }
    }
    return queries;
  }

  void add(String user, String query, long instantMillis) {
    Deque<Searched> newestFirst = byUser.computeIfAbsent(user, u -> new ArrayDeque<>());
    for (Iterator<Searched> all = newestFirst.iterator(); all.hasNext(); ) {
      if (all.next().query.equals(query)) {
        all.remove();
      }
    }
    newestFirst.addFirst(new Searched(query, instantMillis));
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
  }
}
