package dev.onesug.serving.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.serving.context.StoredUser.Searched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Users in the memory of this process: bounded in number, and lost at a restart. */
public final class InMemoryUserContextStore implements UserContextStore {
  private final Cache<String, StoredUser> users;
  private final Retention retention;

  /**
   * Makes an empty store.
   *
   * @param maxUsers above this the users that are least likely to return are forgotten
   * @param expiry time since a user last searched, or came along with a history
   */
  public InMemoryUserContextStore(long maxUsers, Duration expiry) {
    this(maxUsers, new Retention(expiry, InstantSource.system()));
  }

  InMemoryUserContextStore(long maxUsers, Retention retention) {
    this.retention = retention;
    users =
        Caffeine.newBuilder()
            .maximumSize(maxUsers)
            .expireAfterWrite(retention.expiry())
            // Who is forgotten leaves the memory too, even if nobody asks.
            .scheduler(Scheduler.systemScheduler())
            .build();
  }

  @Override
  public UserContext find(String userId) {
    StoredUser user = current(users.getIfPresent(userId));
    return user == null ? UserContext.ANONYMOUS : user.at(retention.nowMillis());
  }

  @Override
  public void remember(String userId, @Nullable History history, @Nullable Profile profile) {
    long now = retention.nowMillis();
    users
        .asMap()
        .compute(
            userId,
            (id, before) -> {
              StoredUser known = current(before);
              return known == null
                  ? StoredUser.ofContext(history, profile, now)
                  : known.with(history, profile, now);
            });
  }

  @Override
  public void searched(String userId, String query, Instant when) {
    Searched search = retention.kept(query, when);
    if (search != null) {
      users.asMap().compute(userId, (id, before) -> with(search, current(before)));
    }
  }

  @Override
  public void erase(String userId) {
    users.invalidate(userId);
  }

  /** How many users are remembered, about. */
  public long size() {
    return users.estimatedSize();
  }

  /**
   * A late search, and a profile that came alone, were told of after the time that counts, so that
   * the cache keeps too long.
   */
  private @Nullable StoredUser current(@Nullable StoredUser user) {
    return user == null || retention.isOver(user) ? null : user;
  }

  private static StoredUser with(Searched search, @Nullable StoredUser before) {
    return before == null ? StoredUser.ofSearch(search) : before.with(search);
  }
}
