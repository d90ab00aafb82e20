package dev.onesug.serving.suggest;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many keystrokes may be on their way through the model at once. More would wait so long that
 * nobody wants the answer any more; the fewer wait, the sooner each that is admitted is answered.
 * How many that is depends on the machine, the model and what else runs, so it is measured: TCP
 * Vegas compares how long calls take with how long one takes that need not wait (Brakmo and
 * Peterson, 1995).
 */
final class Admission {
  private final SimpleLimiter<Void> limiter;

  Admission(SuggestSettings settings) {
    int parallel = settings.threads() * settings.batch();
    int most = parallel + settings.queue();
    Limit limit =
        settings.adaptive() ? new AtLeast(parallel, vegas(parallel, most)) : FixedLimit.of(most);
    limiter = SimpleLimiter.newBuilder().limit(limit).build();
  }

  /** As many may wait as there are threads. */
  private static Limit vegas(int parallel, int most) {
    return VegasLimit.newBuilder()
        .initialLimit(parallel + 1)
        .maxConcurrency(most)
        .thresholdFunction(limit -> 0)
        .alpha(1)
        .beta(2)
        .increaseFunction(limit -> limit + 0.2)
        .decreaseFunction(limit -> limit - 1)
        .smoothing(0.5)
        .build();
  }

  /** A place for one call; null if there is none. */
  Limiter.@Nullable Listener place() {
    return limiter.acquire(null).orElse(null);
  }

  /** The most calls at once, as it is now. */
  int limit() {
    return limiter.getLimit();
  }

  /** Calls that wait or are worked on. */
  int inFlight() {
    return limiter.getInflight();
  }

  /** Threads that stand idle while something is refused would be a waste. */
  private record AtLeast(int least, Limit measured) implements Limit {
    @Override
    public int getLimit() {
      return Math.max(least, measured.getLimit());
    }

    @Override
    public void notifyOnChange(Consumer<Integer> consumer) {
      measured.notifyOnChange(limit -> consumer.accept(Math.max(least, limit)));
    }

    @Override
    public void onSample(long startNanos, long nanos, int inFlight, boolean dropped) {
      measured.onSample(startNanos, nanos, inFlight, dropped);
    }
  }
}
