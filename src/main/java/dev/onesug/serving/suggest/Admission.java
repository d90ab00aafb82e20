package dev.onesug.serving.suggest;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How many keystrokes may be on their way through the model at once. More would wait so long that
 * nobody wants the answer any more; the fewer wait, the sooner each that is admitted is answered.
 * How many that is depends on the machine, the model and what else runs, so it is measured: TCP
 * Vegas (Brakmo and Peterson, 1995) compares how long a call takes with how long it takes that need
 * not wait. Searches differ tenfold in length, so what it is shown is a call's stretch, its whole
 * time by the time that it was worked on, which is 1 without waiting whatever was searched.
 *
 * <p>While more is refused than answered there is nothing to find out: the limit does not rise, so
 * that those who are admitted do not wait for each other.
 */
final class Admission {
  /** The unit of what Vegas is shown, which wants nanoseconds. */
  private static final long UNSTRETCHED = 1_000_000;

  /** A handover between threads is no waiting. */
  private static final double HANDOVER = 0.1;

  /** The weight of the last call in the average of refusals. */
  private static final double SMOOTHING = 0.1;

  private final Limit limit;
  private final int parallel;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /** Calls refused for each that ended: an average over the last ones. */
  private volatile double refusedPerCall;

  Admission(SuggestSettings settings) {
    parallel = settings.threads() * settings.batch();
    int most = parallel + settings.queue();
    limit = settings.adaptive() ? vegas(parallel, most, this::risen) : FixedLimit.of(most);
    // Vegas takes the least that it was shown for a call without waiting; here that is known.
    limit.onSample(0, UNSTRETCHED, 0, false);
  }

  /** Rises by each call that did not wait and falls by each that did, while places are short. */
  private static Limit vegas(int parallel, int most, DoubleUnaryOperator risen) {
    return VegasLimit.newBuilder()
        .initialLimit(2 * parallel)
        .maxConcurrency(Math.min(3 * parallel, most))
        .thresholdFunction(now -> -1)
        .alpha(1)
        .beta(0)
        .increaseFunction(now -> risen.applyAsDouble(now))
        .decreaseFunction(now -> Math.max(parallel, now - 1))
        .smoothing(1)
        // What is least is known: it is not looked for.
        .probeMultiplier(Integer.MAX_VALUE)
        .build();
  }

  private double risen(double now) {
    return refusedPerCall > 1 ? now : now + 0.5;
  }

  /** One call's, to be left once. */
  final class Place {
    private final int others = inFlight.get();

    /** The call was answered in time. */
    void answered(long waitedNanos, long workedNanos) {
      double waited = (double) waitedNanos / Math.max(1, workedNanos);
      double stretch = waited < HANDOVER ? 1 : 1 + waited;
      leave(Math.round(stretch * UNSTRETCHED), false);
    }

    /** Nobody waited for it any more: there was too much to do. */
    void late() {
      leave(UNSTRETCHED, true);
    }

    /** It says nothing of what the machine can do. */
    void ignored() {
      inFlight.decrementAndGet();
    }

    private void leave(long time, boolean dropped) {
      inFlight.decrementAndGet();
      // Two calls that end at once may be counted as one: it is an average.
      double before = refusedPerCall;
      refusedPerCall = before + SMOOTHING * (refused.getAndSet(0) - before);
      limit.onSample(0, time, others, dropped);
    }
  }

  /** A place for one call, null if there is none. */
  @Nullable Place place() {
    int most = limit();
    int before = inFlight.getAndUpdate(now -> now < most ? now + 1 : now);
    if (before < most) {
      return new Place();
    }
    refused.incrementAndGet();
    return null;
  }

  /** The most calls at once, as it is now. */
  int limit() {
    return Math.max(parallel, limit.getLimit());
  }

  /** Calls that wait or are worked on. */
  int inFlight() {
    return inFlight.get();
  }
}
