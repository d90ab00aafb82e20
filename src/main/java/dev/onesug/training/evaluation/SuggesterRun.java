package dev.onesug.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * One suggester's answers to all trials: ranks, times, and how clean its lists were. Many threads
 * may ask.
 */
final class SuggesterRun {
  static final int LIMIT = 16;
  private static final long UNTIMED = -1;

  private final Suggester suggester;
  private final ListTally lists;
  private final int[] ranks;
  private final long[] nanos;

  SuggesterRun(Suggester suggester, Predicate<String> allowed, int trials) {
    this.suggester = suggester;
    this.lists = new ListTally(allowed);
    this.ranks = new int[trials];
    this.nanos = new long[trials];
  }

  /**
   * Asks a trial.
   *
   * @param number its place among the trials
   * @param timed whether nobody else asks this suggester at the same time
   */
  void ask(int number, Trial trial, boolean timed) {
    long start = System.nanoTime();
    List<String> answer = suggester.suggest(trial.request(), LIMIT);
    nanos[number] = timed ? System.nanoTime() - start : UNTIMED;
    ranks[number] = RankingMetric.rank(answer, trial.target());
    synchronized (lists) {
      lists.add(trial.request().prefix(), answer);
    }
  }

  /** Rank of the searched query, or {@link RankingMetric#ABSENT}. */
  int rank(int trial) {
    return ranks[trial];
  }

  String name() {
    return suggester.name();
  }

  SuggesterResult result() {
    long[] sorted = Arrays.stream(nanos).filter(time -> time != UNTIMED).sorted().toArray();
    return new SuggesterResult(
        suggester.name(),
        suggester.description(),
        suggester.isCeiling(),
        sorted.length,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.95)] / 1e6,
        lists.quality());
  }
}
