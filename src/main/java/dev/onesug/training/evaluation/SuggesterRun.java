package dev.onesug.training.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One suggester's answers to all trials: ranks, times, and how clean its lists were. */
final class SuggesterRun {
  static final int LIMIT = 16;

  private final Suggester suggester;
  private final Predicate<String> allowed;
  private final int[] ranks;
  private final long[] nanos;
  private int asked;
  private long suggestions;
  private long empty;
  private long invalid;
  private long duplicates;

  SuggesterRun(Suggester suggester, Predicate<String> allowed, int trials) {
    this.suggester = suggester;
    this.allowed = allowed;
    this.ranks = new int[trials];
    this.nanos = new long[trials];
  }

  void ask(Trial trial) {
    long start = System.nanoTime();
    List<String> answer = suggester.suggest(trial.request(), LIMIT);
    nanos[asked] = System.nanoTime() - start;
    ranks[asked] = RankingMetric.rank(answer, trial.target());
    asked++;
    inspect(answer);
  }

  private void inspect(List<String> answer) {
    Set<String> distinct = new HashSet<>(answer);
    suggestions += answer.size();
    duplicates += answer.size() - distinct.size();
    invalid += answer.stream().filter(allowed.negate()).count();
    empty += answer.isEmpty() ? 1 : 0;
  }

  /** A metric of the chosen trials. */
  double[] column(RankingMetric metric, int[] trials) {
    return Arrays.stream(trials).mapToDouble(trial -> metric.of(ranks[trial])).toArray();
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
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.95)] / 1e6,
        (double) empty / ranks.length,
        share(invalid),
        share(duplicates));
  }

  private double share(long some) {
    return suggestions == 0 ? 0 : (double) some / suggestions;
  }
}
