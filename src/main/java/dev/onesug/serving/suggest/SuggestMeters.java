package dev.onesug.serving.suggest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.concurrent.TimeUnit;

/**
 * What operators see of the keystrokes: {@code onesug.stage} by stage and version, {@code
 * onesug.requests} by outcome, the queue and the cache. Every label has a bounded set of values.
 */
final class SuggestMeters {
  private final MeterRegistry registry;
  private final Counter illegal;

  SuggestMeters(MeterRegistry registry) {
    this.registry = registry;
    illegal =
        Counter.builder("onesug.illegal")
            .description("Generated suggestions that the version's index or a rule does not allow")
            .register(registry);
  }

  /** Shows that there were none, too: an alert has to know. */
  void illegal(long suggestions) {
    illegal.increment((double) suggestions);
  }

  void watch(KeptAnswers answers, ModelCalls calls) {
    CaffeineCacheMetrics.monitor(registry, answers.latest(), "onesug.answers");
    Gauge.builder("onesug.prepared", answers, KeptAnswers::prepared)
        .description("Answers that were made in advance")
        .register(registry);
    Gauge.builder("onesug.queue", calls, ModelCalls::waiting)
        .description("Keystrokes that wait for the model")
        .register(registry);
    Gauge.builder("onesug.in_flight", calls, ModelCalls::inFlight)
        .description("Keystrokes that wait for the model or are worked on")
        .register(registry);
    Gauge.builder("onesug.limit", calls, ModelCalls::limit)
        .description("The most keystrokes that may wait for the model or be worked on, as measured")
        .register(registry);
    FunctionCounter.builder("onesug.abandoned", calls, ModelCalls::abandoned)
        .description("Model calls that ran on after their deadline")
        .register(registry);
  }

  void answered(Suggestions answer) {
    registry.counter("onesug.requests", "outcome", outcome(answer)).increment();
    answer
        .trace()
        .stageNanos()
        .forEach(
            (stage, nanos) ->
                registry
                    .timer("onesug.stage", "stage", stage.label(), "version", answer.version())
                    .record(nanos, TimeUnit.NANOSECONDS));
  }

  private static String outcome(Suggestions answer) {
    Degradation degraded = answer.degraded();
    if (degraded != null) {
      return degraded.label();
    }
    if (answer.trace().cached()) {
      return "cached";
    }
    return answer.trace().generation() == null ? "empty-prefix" : "generated";
  }
}
