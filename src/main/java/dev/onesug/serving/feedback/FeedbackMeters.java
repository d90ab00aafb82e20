package dev.onesug.serving.feedback;

import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.FeedbackEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What operators see of the feedback: {@code onesug.feedback.events} by action and outcome, the
 * queue, the segments and what the disk refused. Every label has a bounded set of values.
 */
final class FeedbackMeters {
  private static final String EVENTS = "onesug.feedback.events";
  static final String ACCEPTED = "accepted";
  static final String DUPLICATE = "duplicate";

  private final MeterRegistry registry;
  private final Counter written;
  private final Counter writeFailures;
  private final Counter fsyncFailures;
  private final Counter unheard;
  private final Timer fsync;

  FeedbackMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Action action : Action.values()) {
      registry.counter(EVENTS, "action", action.label(), "outcome", ACCEPTED);
    }
    written = counter("written.bytes", "Bytes of events that were written");
    writeFailures = counter("write.failures", "Writes that the disk refused");
    fsyncFailures = counter("fsync.failures", "Forces to the disk that failed");
    unheard = counter("unheard", "Searches that did not reach a listener");
    fsync =
        Timer.builder("onesug.feedback.fsync")
            .description("Time that the disk takes to be sure of what was written")
            .register(registry);
  }

  void count(List<FeedbackEvent> events, String outcome) {
    for (FeedbackEvent event : events) {
      registry.counter(EVENTS, "action", event.action().label(), "outcome", outcome).increment();
    }
  }

  /** A request whose events broke a rule; what they were is not known. */
  void invalid() {
    registry.counter(EVENTS, "action", "unknown", "outcome", "invalid").increment();
  }

  void written(long bytes) {
    written.increment((double) bytes);
  }

  void writeFailed() {
    writeFailures.increment();
  }

  void forced(long nanos) {
    fsync.record(nanos, TimeUnit.NANOSECONDS);
  }

  void fsyncFailed() {
    fsyncFailures.increment();
  }

  void unheard() {
    unheard.increment();
  }

  <T> void watch(String name, String description, T object, ToDoubleFunction<T> value) {
    Gauge.builder("onesug.feedback." + name, object, value)
        .description(description)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder("onesug.feedback." + name).description(description).register(registry);
  }
}
