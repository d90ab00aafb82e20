package dev.onesug.serving.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.serving.context.StoreFailures.Cause;
import dev.onesug.serving.context.StoreFailures.Operation;
import dev.onesug.serving.context.StoredUser.Searched;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Users in Redis, shared by all replicas: one key a user ({@link UserHash}), one round trip an
 * operation, updates by scripts, so that no search is lost between two replicas. Redis itself
 * forgets a key when its time is over.
 *
 * <p>Only {@link #find} and {@link #erase} wait for Redis. A store sees what it wrote before. Where
 * Redis is dead or slow, users are anonymous and writes are dropped, and both are counted ({@code
 * onesug.users.failures}).
 */
public final class RedisUserContextStore implements UserContextStore, AutoCloseable {
  /** An operator who erases a user waits longer than a keystroke. */
  private static final Duration ERASE_TIMEOUT = Duration.ofSeconds(2);

  private static final String REMEMBER = LuaScript.read("remember.lua");
  private static final String SEARCHED = LuaScript.read("searched.lua");

  private final RedisStoreSettings settings;
  private final Retention retention;
  private final StoreFailures failures;
  private final GuardedRedis redis;

  /**
   * Begins to connect, and does not wait for it.
   *
   * @param opener opens a connection in place of the one before; may take long, and may fail
   */
  public RedisUserContextStore(
      Supplier<RedisClusterAsyncCommands<byte[], byte[]>> opener,
      RedisStoreSettings settings,
      MeterRegistry registry) {
    this(opener, settings, registry, InstantSource.system());
  }

  RedisUserContextStore(
      Supplier<RedisClusterAsyncCommands<byte[], byte[]>> opener,
      RedisStoreSettings settings,
      MeterRegistry registry,
      InstantSource clock) {
    this.settings = settings;
    retention = new Retention(settings.expiry(), clock);
    failures = new StoreFailures(registry);
    redis = new GuardedRedis(new RedisLink(opener), settings.timeout(), settings.pause(), failures);
  }

  @Override
  public UserContext find(String userId) {
    Map<byte[], byte[]> hash =
        redis
            .call(Operation.FIND, commands -> commands.hgetall(key(userId)))
            .exceptionally(failure -> Map.of())
            .join();
    StoredUser user = hash.isEmpty() ? null : decoded(hash);
    return user == null || retention.isOver(user)
        ? UserContext.ANONYMOUS
        : user.at(retention.nowMillis());
  }

  @Override
  public void remember(String userId, @Nullable History history, @Nullable Profile profile) {
    StoredUser came = StoredUser.ofContext(history, profile, retention.nowMillis());
    List<byte[]> arguments = arguments(retention.endMillis(came.lastMillis()));
    arguments.add(utf8(history == null ? "" : "history"));
    arguments.add(utf8(profile == null ? "" : "profile"));
    arguments.addAll(UserHash.encode(came));
    run(Operation.REMEMBER, REMEMBER, userId, arguments);
  }

  @Override
  public void searched(String userId, String query, Instant when) {
    Searched search = retention.kept(query, when);
    if (search != null) {
      List<byte[]> arguments = arguments(retention.endMillis(search.instantMillis()));
      arguments.add(utf8(UserHash.field(search)));
      arguments.add(utf8(UserHash.instant(search)));
      arguments.add(utf8(Long.toString(History.SESSION_GAP_MILLIS)));
      arguments.add(utf8(Integer.toString(History.MAX_QUERIES)));
      run(Operation.SEARCHED, SEARCHED, userId, arguments);
    }
  }

  @Override
  public void erase(String userId) {
    try {
      redis.callAnyway(Operation.ERASE, ERASE_TIMEOUT, c -> c.del(key(userId))).join();
    } catch (CompletionException e) {
      throw new UserStoreException("Redis was not reached; the user may still be there", e);
    }
  }

  /** Whether Redis answers now. */
  public boolean isReachable() {
    return redis.answers();
  }

  @Override
  public void close() {
    redis.close();
  }

  /** The whole script each time: a kilobyte at most, and a Redis that restarted knows no digest. */
  private void run(Operation operation, String script, String userId, List<byte[]> arguments) {
    byte[][] keys = {key(userId)};
    byte[][] values = arguments.toArray(byte[][]::new);
    // Nobody waits for it; what fails is counted.
    var unused =
        redis
            .<Long>call(
                operation,
                commands -> commands.eval(script, ScriptOutputType.INTEGER, keys, values))
            .thenAccept(done -> countUnlessDone(operation, done));
  }

  private void countUnlessDone(Operation operation, long done) {
    if (done == 0) {
      failures.count(operation, Cause.MALFORMED);
    }
  }

  private @Nullable StoredUser decoded(Map<byte[], byte[]> hash) {
    try {
      return UserHash.decode(hash);
    } catch (UserHash.MalformedException e) {
      failures.count(Operation.FIND, Cause.MALFORMED);
      return null;
    }
  }

  private static List<byte[]> arguments(long endMillis) {
    return new ArrayList<>(List.of(utf8(UserHash.FORMAT), utf8(Long.toString(endMillis))));
  }

  private byte[] key(String userId) {
    return utf8(settings.keyPrefix() + userId);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
