package dev.onesug.training.evaluation;

import dev.onesug.training.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Asks several suggesters at once, each on one thread from its first question to its last: a
 * suggester need not be safe for concurrent use, and its times are those of a core that works on
 * one request.
 */
final class Asking {
  private final List<Trial> trials;
  private final Predicate<String> allowed;
  private final Progress progress;
  private final AtomicLong asked = new AtomicLong();

  /**
   * Prepares questions.
   *
   * @param allowed whether a query may be suggested at all
   * @param progress told of every answer, by several threads
   */
  Asking(List<Trial> trials, Predicate<String> allowed, Progress progress) {
    this.trials = trials;
    this.allowed = allowed;
    this.progress = progress;
  }

  /**
   * Asks everything.
   *
   * @param atOnce how many suggesters are asked at the same time; positive
   * @return the answers in the order of the suggesters
   */
  List<SuggesterRun> ask(List<? extends Suggester> suggesters, int atOnce) {
    long total = (long) trials.size() * suggesters.size();
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<SuggesterRun>> runs = new ArrayList<>();
      for (Suggester suggester : suggesters) {
        runs.add(threads.submit(() -> ask(suggester, total)));
      }
      return runs.stream().map(Asking::result).toList();
    } finally {
      end(threads);
    }
  }

  private SuggesterRun ask(Suggester suggester, long total) throws InterruptedException {
    SuggesterRun run = new SuggesterRun(suggester, allowed, trials.size());
    for (Trial trial : trials) {
      if (Thread.interrupted()) {
        throw new InterruptedException(suggester.name());
      }
      run.ask(trial);
      progress.update(asked.incrementAndGet(), total, suggester.name());
    }
    return run;
  }

  private static SuggesterRun result(Future<SuggesterRun> run) {
    try {
      return run.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while suggesters were asked", e);
    }
  }

  /** Where one failed, the others are not waited for to their last question. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      // Nobody may close a suggester under the feet of a thread that asks it.
      threads.awaitTermination(1, TimeUnit.HOURS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
