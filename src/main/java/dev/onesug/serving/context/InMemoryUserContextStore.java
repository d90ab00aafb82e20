package dev.onesug.serving.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Users in the memory of this process: bounded in number, forgotten some time after the last
 * keystroke, and lost at a restart. Who comes back after more than half an hour begins a new
 * session.
 */
public final class InMemoryUserContextStore implements UserContextStore {
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

  private Seen seenNow(Seen before) {
    long now = clock.millis();
    UserContext known = before.context();
    boolean isBack = now - before.instantMillis() > History.SESSION_GAP_MILLIS;
    return new Seen(
        isBack ? new UserContext(known.history().beforeThisSession(), known.profile()) : known,
        now);
  }
}
