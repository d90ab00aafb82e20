package dev.onesug.serving.suggest;

import dev.onesug.serving.rules.RulesInForce;
import dev.onesug.serving.suggest.ModelCalls.Question;
import dev.onesug.serving.threads.DaemonThreads;
import dev.onesug.serving.versions.Lease;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks the shadow version what the users' version was asked, and compares: how many of the shown
 * queries it would show, too, and how long it takes. Nobody waits for it and nobody sees it; it is
 * asked only while the model has nothing else to do, so it sees a sample of the traffic.
 */
final class ShadowAnswers implements AutoCloseable {
  private final ModelCalls calls;
  private final MeterRegistry registry;

  /** One comparison at a time; what comes meanwhile is left out. */
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.MINUTES,
          new SynchronousQueue<>(),
          DaemonThreads.named("shadow-answers"),
          (work, pool) -> ((Comparison) work).leaveOut());

  ShadowAnswers(ModelCalls calls, MeterRegistry registry) {
    this.calls = calls;
    this.registry = registry;
  }

  /**
   * Compares in the background, or not.
   *
   * @param shadow let go here
   * @param question what the version that answers was asked
   * @param rules under which it was asked
   * @param generated what the version that answers found
   * @param limit how many of it were wanted
   */
  void compare(
      Lease shadow,
      Question question,
      RulesInForce rules,
      List<GeneratedQuery> generated,
      int limit) {
    Comparison comparison = new Comparison(shadow, question, rules, first(generated, limit), limit);
    if (calls.isUnused()) {
      thread.execute(comparison);
    } else {
      comparison.leaveOut();
    }
  }

  private static Set<String> first(List<GeneratedQuery> generated, int limit) {
    return generated.stream()
        .limit(limit)
        .map(GeneratedQuery::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** One keystroke's. */
  private final class Comparison implements Runnable {
    private final Lease shadow;
    private final Question question;
    private final RulesInForce rules;
    private final Set<String> shown;
    private final int limit;

    Comparison(Lease shadow, Question question, RulesInForce rules, Set<String> shown, int limit) {
      this.shadow = shadow;
      this.question = question;
      this.rules = rules;
      this.shown = shown;
      this.limit = limit;
    }

    @Override
    public void run() {
      try (shadow) {
        Question asked = question.askedOf(shadow.model().under(rules));
        long start = System.nanoTime();
        Generation generation = calls.call(shadow, asked);
        record(first(generation.queries(), limit), System.nanoTime() - start);
      } catch (NoAnswerException e) {
        count(e.reason().label());
      }
    }

    void leaveOut() {
      count("busy");
      shadow.close();
    }

    /** What is counted is in both meters already. */
    private void record(Set<String> found, long nanos) {
      Timer.builder("onesug.shadow.time")
          .description("Time of the shadow version's answers")
          .tag("version", shadow.version())
          .register(registry)
          .record(nanos, TimeUnit.NANOSECONDS);
      DistributionSummary.builder("onesug.shadow.overlap")
          .description("Share of the generated suggestions that the shadow version found, too")
          .tag("version", shadow.version())
          .serviceLevelObjectives(0.25, 0.5, 0.75, 0.99)
          .register(registry)
          .record(overlap(found));
      count("compared");
    }

    private double overlap(Set<String> found) {
      int larger = Math.max(found.size(), shown.size());
      long both = found.stream().filter(shown::contains).count();
      return larger == 0 ? 1 : (double) both / larger;
    }

    private void count(String outcome) {
      registry.counter("onesug.shadow", "outcome", outcome).increment();
    }
  }

  /** Nothing asks the model any more when it returns. */
  @Override
  public void close() {
    DaemonThreads.stop(thread, Duration.ofSeconds(10));
  }
}
