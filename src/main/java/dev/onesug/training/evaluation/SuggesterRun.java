package dev.onesug.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** One suggester's answers to all trials: ranks, times, and how clean its lists were. */
final class SuggesterRun {
  static final int LIMIT = 16;

  private final Suggester suggester;
  private final ListTally lists;
  private final int[] ranks;
  private final long[] nanos;
  private int asked;

  SuggesterRun(Suggester suggester, Predicate<String> allowed, int trials) {
    this.suggester = suggester;
    this.lists = new ListTally(allowed);
    this.ranks = new int[trials];
    this.nanos = new long[trials];
  }

  /** Asks the next trial. */
  void ask(Trial trial) {
    long start = System.nanoTime();
    List<String> answer = suggester.suggest(trial.request(), LIMIT);
    nanos[asked] = System.nanoTime() - start;
    ranks[asked] = RankingMetric.rank(answer, trial.target());
    asked++;
    lists.add(trial.request().prefix(), answer);
  }

  /** Rank of the searched query, or {@link RankingMetric#ABSENT}. */
  int rank(int trial) {
    return ranks[trial];
  }

  String name() {
    return suggester.name();
  }

  SuggesterResult result() {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new SuggesterResult(
        suggester.name(),
        suggester.description(),
        suggester.isCeiling(),
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.95)] / 1e6,
        lists.quality());
  }
}
