package dev.onesug.serving.context;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A user as a store keeps them: with times, from which the session is told at the next keystroke.
 * Times are in milliseconds since 1970.
 *
 * @param searches each query once, at its last search, newest first, at most {@link
 *     History#MAX_QUERIES}
 * @param sessionStartMillis first search of the latest session
 * @param lastMillis when the user was last told of: the last search, or the history that came along
 *     with a request
 */
record StoredUser(
    List<Searched> searches, long sessionStartMillis, long lastMillis, Profile profile) {
  private static final Comparator<Searched> NEWEST_FIRST =
      Comparator.comparingLong(Searched::instantMillis).reversed().thenComparing(Searched::query);

  record Searched(String query, long instantMillis) {}

  StoredUser {
    searches = searches.stream().sorted(NEWEST_FIRST).limit(History.MAX_QUERIES).toList();
  }

  /** A user whose first search this is. */
  static StoredUser ofSearch(Searched search) {
    long instant = search.instantMillis();
    return new StoredUser(List.of(search), instant, instant, Profile.UNKNOWN);
  }

  /** A user of whom this is the first that came; null for what did not. */
  static StoredUser ofContext(
      @Nullable History history, @Nullable Profile profile, long nowMillis) {
    return new StoredUser(List.of(), nowMillis, nowMillis, Profile.UNKNOWN)
        .with(history, profile, nowMillis);
  }

  /**
   * The user after a request; null for what did not come along. A profile alone is no search, and
   * changes no time where there are searches.
   */
  StoredUser with(@Nullable History history, @Nullable Profile newProfile, long nowMillis) {
    Profile latest = newProfile == null ? profile : newProfile;
    return history == null && !searches.isEmpty()
        ? new StoredUser(searches, sessionStartMillis, lastMillis, latest)
        : timed(history == null ? History.NONE : history, latest, nowMillis);
  }

  /**
   * A history without times gets some that say the same: one query a millisecond, back from now,
   * and a gap before the session.
   */
  private static StoredUser timed(History history, Profile profile, long nowMillis) {
    List<String> queries = history.queries();
    int inSession = history.inSession();
    List<Searched> searches =
        IntStream.range(0, queries.size())
            .mapToObj(age -> new Searched(queries.get(age), instant(age, inSession, nowMillis)))
            .toList();
    return new StoredUser(searches, nowMillis - inSession, nowMillis, profile);
  }

  /** The user after one more search, or after a late word of an earlier one. */
  StoredUser with(Searched search) {
    List<Searched> all = new ArrayList<>(searches);
    all.removeIf(before -> before.query().equals(search.query()));
    all.add(latest(search));
    long last = Math.max(lastMillis, search.instantMillis());
    return new StoredUser(all, sessionStartWith(search.instantMillis()), last, profile);
  }

  /** What is known at a moment; after half an hour without a search a new session begins. */
  UserContext at(long nowMillis) {
    boolean goesOn = nowMillis - lastMillis <= History.SESSION_GAP_MILLIS;
    long inSession = searches.stream().filter(this::isInSession).count();
    List<String> queries = searches.stream().map(Searched::query).toList();
    return new UserContext(new History(queries, goesOn ? (int) inSession : 0), profile);
  }

  private static long instant(int age, int inSession, long nowMillis) {
    long gap = age < inSession ? 0 : History.SESSION_GAP_MILLIS + 1;
    return nowMillis - gap - 1 - age;
  }

  private Searched latest(Searched search) {
    return searches.stream()
        .filter(before -> before.query().equals(search.query()))
        .filter(before -> before.instantMillis() > search.instantMillis())
        .findFirst()
        .orElse(search);
  }

  /** A search after a long gap begins a session; one that comes late may have begun it earlier. */
  private long sessionStartWith(long instantMillis) {
    boolean begins = instantMillis - lastMillis > History.SESSION_GAP_MILLIS;
    boolean began =
        instantMillis < sessionStartMillis
            && sessionStartMillis - instantMillis <= History.SESSION_GAP_MILLIS;
    return begins || began ? instantMillis : sessionStartMillis;
  }

  private boolean isInSession(Searched search) {
    return search.instantMillis() >= sessionStartMillis;
  }
}
