package dev.onesug.serving.context;

import dev.onesug.serving.context.StoreFailures.Operation;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis behind a time-out and a circuit breaker: when half of the last calls failed it is not asked
 * for a moment, then twice, and so on until it answers. A connection on which it still does not
 * answer after that moment is replaced, because the other end may be gone without a word.
 */
final class GuardedRedis implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedRedis.class);
  private static final int CALLS_WATCHED = 20;
  private static final int CALLS_TO_JUDGE = 5;
  private static final int CALLS_ON_TRIAL = 2;

  /** One command, sent. */
  interface Command<T>
      extends Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> {}

  private final RedisLink link;
  private final Duration timeout;
  private final StoreFailures failures;
  private final CircuitBreaker breaker;

  /**
   * Guards a link.
   *
   * @param timeout the longest time that a call takes
   * @param pause how long Redis is not asked after it failed
   */
  GuardedRedis(RedisLink link, Duration timeout, Duration pause, StoreFailures failures) {
    this.link = link;
    this.timeout = timeout;
    this.failures = failures;
    breaker = CircuitBreaker.of("redis", rules(pause));
    breaker.getEventPublisher().onStateTransition(event -> turned(event.getStateTransition()));
  }

  /** Sends a command; what fails is counted, and the future says how. Never waits. */
  <T> CompletableFuture<T> call(Operation operation, Command<T> command) {
    return counted(operation, breaker.executeCompletionStage(() -> sent(command, timeout)));
  }

  /** As {@link #call}, also where Redis failed a moment ago, and with a time-out of its own. */
  <T> CompletableFuture<T> callAnyway(Operation operation, Duration patience, Command<T> command) {
    CompletableFuture<T> answer;
    try {
      answer = sent(command, patience);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return counted(operation, answer);
  }

  /** Whether Redis answers now. Waits for it no longer than for anything else. */
  boolean answers() {
    return breaker
        .executeCompletionStage(() -> sent(RedisClusterAsyncCommands::ping, timeout))
        .handle((pong, failure) -> failure == null)
        .toCompletableFuture()
        .join();
  }

  @Override
  public void close() {
    link.close();
  }

  private <T> CompletableFuture<T> sent(Command<T> command, Duration patience) {
    return command
        .apply(link.commands())
        .toCompletableFuture()
        .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private <T> CompletableFuture<T> counted(Operation operation, CompletionStage<T> answer) {
    return answer
        .whenComplete(
            (value, failure) -> {
              if (failure != null) {
                failures.count(operation, failure);
              }
            })
        .toCompletableFuture();
  }

  private void turned(StateTransition transition) {
    switch (transition) {
      case CLOSED_TO_OPEN ->
          LOG.warn("Redis does not answer: histories and profiles of users are left out");
      case HALF_OPEN_TO_OPEN -> link.renew();
      case HALF_OPEN_TO_CLOSED -> LOG.info("Redis answers again");
      default -> {}
    }
  }

  private static CircuitBreakerConfig rules(Duration pause) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(CALLS_WATCHED)
        .minimumNumberOfCalls(CALLS_TO_JUDGE)
        .waitDurationInOpenState(pause)
        .permittedNumberOfCallsInHalfOpenState(CALLS_ON_TRIAL)
        // An error is an answer too, of one user's value or of writes alone.
        .ignoreExceptions(RedisCommandExecutionException.class)
        .writableStackTraceEnabled(false)
        .build();
  }
}
