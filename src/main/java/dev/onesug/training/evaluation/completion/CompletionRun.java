package dev.onesug.training.evaluation.completion;

import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.RankingMetric;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.progress.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One suggester's answers to all trials. */
final class CompletionRun {
  private final Suggester suggester;
  private final int[] ranks;
  private final long[] nanos;

  private CompletionRun(Suggester suggester, int trials) {
    this.suggester = suggester;
    this.ranks = new int[trials];
    this.nanos = new long[trials];
  }

  /** Asks all trials, one after the other. */
  static CompletionRun of(Suggester suggester, List<CompletionTrial> trials, Progress progress) {
    CompletionRun run = new CompletionRun(suggester, trials.size());
    for (int i = 0; i < trials.size(); i++) {
      run.ask(i, trials.get(i));
      progress.update(i + 1, trials.size(), suggester.name());
    }
    return run;
  }

  private void ask(int place, CompletionTrial trial) {
    long start = System.nanoTime();
    List<String> answer =
        suggester.suggest(EvaluationRequest.anonymous(trial.prefix()), CompletionMetric.LIMIT);
    nanos[place] = System.nanoTime() - start;
    ranks[place] = RankingMetric.rank(answer, trial.target());
  }

  Suggester suggester() {
    return suggester;
  }

  /** A metric of some trials. */
  double[] column(CompletionMetric metric, int[] trials) {
    return IntStream.of(trials).mapToDouble(trial -> metric.of(ranks[trial])).toArray();
  }

  double medianMillis() {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1e6;
  }
}
