package dev.onesug.serving.context;

import dev.onesug.serving.threads.DaemonThreads;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The connection to Redis, made in the background, so that no keystroke waits for it. Lettuce
 * renews one that broke; what never came about, or went silent, is made anew here.
 */
final class RedisLink implements AutoCloseable {
  private final Supplier<RedisClusterAsyncCommands<byte[], byte[]>> opener;
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(DaemonThreads.named("redis-link"));
  private final AtomicReference<Attempt> latest;

  /** A connection, made or under way. */
  private static final class Attempt
      extends CompletableFuture<RedisClusterAsyncCommands<byte[], byte[]>> {}

  /**
   * Begins to connect.
   *
   * @param opener opens a connection in place of the one before; may take long, and may fail
   */
  RedisLink(Supplier<RedisClusterAsyncCommands<byte[], byte[]>> opener) {
    this.opener = opener;
    Attempt first = new Attempt();
    latest = new AtomicReference<>(first);
    background.execute(() -> open(first));
  }

  /**
   * The commands of the connection.
   *
   * @throws RedisConnectionException if there is none now; one is on its way then
   */
  RedisClusterAsyncCommands<byte[], byte[]> commands() {
    Attempt attempt = latest();
    if (attempt.isCompletedExceptionally()) {
      replace(attempt);
    }
    if (!attempt.isDone() || attempt.isCompletedExceptionally()) {
      throw new RedisConnectionException("not connected yet");
    }
    return attempt.join();
  }

  /** Makes another connection in place of this one; nothing where one is on its way. */
  void renew() {
    Attempt attempt = latest();
    if (attempt.isDone()) {
      replace(attempt);
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }

  private Attempt latest() {
    return Objects.requireNonNull(latest.get());
  }

  private void replace(Attempt before) {
    Attempt next = new Attempt();
    if (latest.compareAndSet(before, next)) {
      background.execute(() -> open(next));
    }
  }

  private void open(Attempt attempt) {
    try {
      attempt.complete(opener.get());
    } catch (RuntimeException e) {
      attempt.completeExceptionally(e);
    }
  }
}
