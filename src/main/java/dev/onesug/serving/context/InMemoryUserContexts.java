package dev.onesug.serving.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onesug.model.seq2seq.UserContext;
import java.time.Duration;

/**
 * Users in the memory of this process: bounded in number, forgotten some time after the last
 * keystroke, and lost at a restart.
 */
public final class InMemoryUserContexts implements UserContexts {
  private final Cache<String, UserContext> contexts;

  /**
   * Makes an empty store.
   *
   * @param maxUsers above this the users that are least likely to return are forgotten
   * @param expiry time since a user was last seen
   */
  public InMemoryUserContexts(long maxUsers, Duration expiry) {
    contexts = Caffeine.newBuilder().maximumSize(maxUsers).expireAfterAccess(expiry).build();
  }

  @Override
  public UserContext find(String userId) {
    UserContext context = contexts.getIfPresent(userId);
    return context == null ? UserContext.ANONYMOUS : context;
  }

  @Override
  public void remember(String userId, UserContext context) {
    contexts.put(userId, context);
  }
}
