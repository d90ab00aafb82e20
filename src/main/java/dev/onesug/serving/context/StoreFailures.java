package dev.onesug.serving.context;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.lettuce.core.RedisCommandExecutionException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/**
 * {@code onesug.users.failures}: what the store of users could not do, by operation and cause. A
 * failure costs a user their history for one keystroke, or the history one search.
 */
final class StoreFailures {
  /** What is asked of a store. */
  enum Operation {
    FIND,
    REMEMBER,
    SEARCHED,
    ERASE
  }

  /** Why it was not done. */
  enum Cause {
    /** Redis did not answer in time. */
    TIMEOUT,
    /** There is no connection. */
    UNREACHABLE,
    /** Redis failed a moment ago and is not asked. */
    PAUSED,
    /** Redis answered with an error. */
    REFUSED,
    /** Something else than a user stands under the key. */
    MALFORMED
  }

  private final MeterRegistry registry;

  /** All series are there from the start: a rate sees the first failure too. */
  StoreFailures(MeterRegistry registry) {
    this.registry = registry;
    for (Operation operation : Operation.values()) {
      for (Cause cause : Cause.values()) {
        counter(operation, cause);
      }
    }
  }

  void count(Operation operation, Throwable failure) {
    count(operation, cause(failure));
  }

  void count(Operation operation, Cause cause) {
    counter(operation, cause).increment();
  }

  private static Cause cause(Throwable failure) {
    if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
      return cause(wrapped.getCause());
    }
    if (failure instanceof TimeoutException) {
      return Cause.TIMEOUT;
    }
    if (failure instanceof CallNotPermittedException) {
      return Cause.PAUSED;
    }
    return failure instanceof RedisCommandExecutionException ? Cause.REFUSED : Cause.UNREACHABLE;
  }

  private Counter counter(Operation operation, Cause cause) {
    return Counter.builder("onesug.users.failures")
        .description("What the store of users could not do")
        .tag("operation", label(operation))
        .tag("cause", label(cause))
        .register(registry);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
