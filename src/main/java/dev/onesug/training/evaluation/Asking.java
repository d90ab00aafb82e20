package dev.onesug.training.evaluation;

import dev.onesug.training.progress.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Asks several suggesters at once, each by one thread. One that many threads may ask is timed on
 * some of the questions, asked one after the other as one core would answer them, and is asked the
 * rest by as many threads as it wants.
 */
final class Asking {
  /** Enough for a median and a p95. */
  private static final int TIMED = 500;

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
      // The last first: what has to learn stands behind the versions, and would keep one core busy
      // while the others have nothing left to ask.
      Deque<Future<SuggesterRun>> runs = new ArrayDeque<>();
      for (int i = suggesters.size() - 1; i >= 0; i--) {
        Suggester suggester = suggesters.get(i);
        runs.addFirst(threads.submit(() -> ask(suggester, total)));
      }
      return runs.stream().map(Asking::result).toList();
    } finally {
      end(threads);
    }
  }

  private SuggesterRun ask(Suggester suggester, long total) {
    suggester.prepare();
    SuggesterRun run = new SuggesterRun(suggester, allowed, trials.size());
    int each = suggester.concurrency() == 1 ? 1 : Math.max(1, trials.size() / TIMED);
    List<Callable<Void>> together = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      int number = i;
      if (number % each != 0) {
        together.add(
            () -> {
              ask(run, number, false, total);
              return null;
            });
      }
    }
    askTogether(suggester, together);
    // Timed at the end, when the program has warmed up.
    for (int number = 0; number < trials.size(); number += each) {
      ask(run, number, true, total);
    }
    return run;
  }

  private void ask(SuggesterRun run, int number, boolean timed, long total) {
    if (Thread.interrupted()) {
      throw new CancellationException(run.name());
    }
    run.ask(number, trials.get(number), timed);
    progress.update(asked.incrementAndGet(), total, run.name());
  }

  private static void askTogether(Suggester suggester, List<Callable<Void>> questions) {
    ExecutorService threads = Executors.newFixedThreadPool(suggester.concurrency());
    try {
      for (Future<Void> answered : threads.invokeAll(questions)) {
        result(answered);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(suggester.name());
    } finally {
      end(threads);
    }
  }

  private static <T> T result(Future<T> run) {
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
