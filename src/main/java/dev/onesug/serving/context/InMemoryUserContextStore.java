package dev.onesug.serving.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Users in the memory of this process: bounded in number, forgotten some time after the last
 * keystroke, and lost at a restart. Who comes back after more than half an hour begins a new
 * session.
 */
public final class InMemoryUserContextStore implements UserContextStore {
  private static final int MAX_HISTORY = 20;

  private final Cache<String, Seen> users;
  private final InstantSource clock;

  private record Seen(UserContext context, long instantMillis) {}

  /**
   * Makes an empty store.
   *
   * @param maxUsers above this the users that are least likely to return are forgotten
   * @param expiry time since a user was last seen
   */
  public InMemoryUserContextStore(long maxUsers, Duration expiry) {
    this(maxUsers, expiry, InstantSource.system());
  }

  InMemoryUserContextStore(long maxUsers, Duration expiry, InstantSource clock) {
    users = Caffeine.newBuilder().maximumSize(maxUsers).expireAfterAccess(expiry).build();
    this.clock = clock;
  }

  @Override
  public UserContext find(String userId) {
    Seen seen = users.asMap().computeIfPresent(userId, (id, before) -> seenNow(before));
    return seen == null ? UserContext.ANONYMOUS : seen.context();
  }

  @Override
  public void remember(String userId, UserContext context) {
    users.put(userId, new Seen(context, clock.millis()));
  }

  @Override
  public void searched(String userId, String query, Instant when) {
    users
        .asMap()
        .compute(
            userId,
            (id, before) ->
                before == null
                    ? after(UserContext.ANONYMOUS, query, when.toEpochMilli())
                    : after(
                        seenAt(before, when.toEpochMilli()).context(), query, when.toEpochMilli()));
  }

  /** As much as the model was trained to read. */
  private static Seen after(UserContext known, String query, long millis) {
    List<String> queries = new ArrayList<>(List.of(query));
    queries.addAll(known.history().queries());
    History history = new History(queries, known.history().inSession() + 1);
    int kept = Math.min(MAX_HISTORY, history.queries().size());
    return new Seen(
        new UserContext(
            new History(history.queries().subList(0, kept), Math.min(kept, history.inSession())),
            known.profile()),
        millis);
  }

  private Seen seenNow(Seen before) {
    return seenAt(before, clock.millis());
  }

  private static Seen seenAt(Seen before, long now) {
    UserContext known = before.context();
    boolean isBack = now - before.instantMillis() > History.SESSION_GAP_MILLIS;
    return new Seen(
        isBack ? new UserContext(known.history().beforeThisSession(), known.profile()) : known,
        now);
  }
}
