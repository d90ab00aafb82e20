package dev.onesug.training.logs;

import dev.onesug.model.text.History;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last distinct queries of every user, with the instant of each, and their sessions. What is
 * asked for a moment holds only what was searched strictly before it, also where two lines bear the
 * same time.
 */
final class UserHistories {
  /** More than a sample carries: some may turn out not to be earlier. */
  private static final int KEPT = Sample.MAX_HISTORY + 4;

  private final Map<String, Past> byUser = new HashMap<>();
  private int sessions;

  private record Searched(String query, long instantMillis) {}

  /** One user's searches so far. */
  private static final class Past {
    private final Deque<Searched> newestFirst = new ArrayDeque<>();
    private int session;
    private long sessionStartMillis;
    private long lastMillis;

    boolean isInSession(long instantMillis) {
      return instantMillis - lastMillis <= History.SESSION_GAP_MILLIS;
    }
  }

  /** What the user searched before an instant. */
  History before(String user, long instantMillis) {
    @Nullable Past past = byUser.get(user);
    if (past == null) {
      return History.NONE;
    }
    List<String> queries = new ArrayList<>(Sample.MAX_HISTORY);
    int inSession = 0;
    for (Searched searched : past.newestFirst) {
      if (queries.size() < Sample.MAX_HISTORY && searched.instantMillis < instantMillis) {
        queries.add(searched.query);
        if (past.isInSession(instantMillis) && searched.instantMillis >= past.sessionStartMillis) {
          inSession++;
        }
      }
    }
    return new History(queries, inSession);
  }

  /**
   * Adds a search.
   *
   * @return the number of the session that it belongs to, different for every user and session
   */
  int add(String user, String query, long instantMillis) {
    @Nullable Past known = byUser.get(user);
    Past past = known == null ? new Past() : known;
    byUser.put(user, past);
    if (known == null || !past.isInSession(instantMillis)) {
      past.session = sessions++;
      past.sessionStartMillis = instantMillis;
    }
    past.lastMillis = instantMillis;
    past.newestFirst.removeIf(searched -> searched.query.equals(query));
    past.newestFirst.addFirst(new Searched(query, instantMillis));
    if (past.newestFirst.size() > KEPT) {
      past.newestFirst.removeLast();
    }
    return past.session;
  }
}
