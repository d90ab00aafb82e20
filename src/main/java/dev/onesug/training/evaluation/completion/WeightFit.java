package dev.onesug.training.evaluation.completion;

import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.MostPopularCompletion;
import dev.onesug.training.evaluation.QueryCounts;
import dev.onesug.training.evaluation.RankingMetric;
import dev.onesug.training.evaluation.completion.Candidates.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Chooses weights on dev trials: of those that are not below most popular completion on seen
 * queries, the ones that do best on unseen ones. How much the query model speaks for is chosen
 * first, without the network, then how much the network does.
 */
final class WeightFit {
  private static final double[] GENERATED = {0.05, 0.1, 0.2, 0.35, 0.5, 0.7};
  private static final double[] NETWORK = {0.2, 0.35, 0.5, 0.75, 1};

  private final OpenRanking ranking;
  private final List<Asked> seen;
  private final List<Asked> unseen;
  private final double[] popular;

  private record Asked(CompletionTrial trial, List<Candidate> candidates) {}

  /**
   * What some weights came to on the dev trials.
   *
   * @param seen means by metric, in the order of {@link CompletionMetric}
   * @param unseen likewise
   */
  record Tried(CompletionWeights weights, double[] seen, double[] unseen) {}

  /**
   * @param searches of each known query
   */
  WeightFit(
      OpenRanking ranking,
      Candidates candidates,
      Map<String, Integer> searches,
      List<CompletionTrial> seen,
      List<CompletionTrial> unseen) {
    this.ranking = ranking;
    this.seen = asked(seen, candidates);
    this.unseen = asked(unseen, candidates);
    MostPopularCompletion known = new MostPopularCompletion(QueryCounts.of(searches));
    this.popular =
        means(
            seen.stream()
                .mapToInt(
                    trial ->
                        RankingMetric.rank(
                            known.suggest(
                                EvaluationRequest.anonymous(trial.prefix()),
                                CompletionMetric.LIMIT),
                            trial.target()))
                .toArray());
  }

  private static List<Asked> asked(List<CompletionTrial> trials, Candidates candidates) {
    return trials.stream().map(trial -> new Asked(trial, candidates.open(trial.prefix()))).toList();
  }

  /** All that was tried, the chosen weights first. */
  List<Tried> fit() {
    List<Tried> tried = new ArrayList<>();
    for (double generated : GENERATED) {
      tried.add(attempt(new CompletionWeights(generated, 0)));
    }
    double generated = best(tried).weights().generated();
    for (double network : NETWORK) {
      tried.add(attempt(new CompletionWeights(generated, network)));
    }
    Tried best = best(tried);
    tried.remove(best);
    tried.add(0, best);
    return tried;
  }

  private Tried best(List<Tried> tried) {
    List<Tried> notBelow =
        tried.stream()
            .filter(one -> one.seen[0] >= popular[0] && one.seen[1] >= popular[1])
            .toList();
    return notBelow.isEmpty()
        ? tried.stream().max(Comparator.comparingDouble(one -> sum(one.seen))).orElseThrow()
        : notBelow.stream().max(Comparator.comparingDouble(one -> sum(one.unseen))).orElseThrow();
  }

  private static double sum(double[] means) {
    return means[0] + means[1];
  }

  private Tried attempt(CompletionWeights weights) {
    return new Tried(weights, means(ranks(seen, weights)), means(ranks(unseen, weights)));
  }

  private int[] ranks(List<Asked> asked, CompletionWeights weights) {
    return asked.stream()
        .mapToInt(
            one ->
                RankingMetric.rank(
                    ranking.rank(
                        one.trial.prefix(), one.candidates, weights, CompletionMetric.LIMIT),
                    one.trial.target()))
        .toArray();
  }

  private static double[] means(int[] ranks) {
    return Arrays.stream(CompletionMetric.values())
        .mapToDouble(metric -> IntStream.of(ranks).mapToDouble(metric::of).average().orElse(0))
        .toArray();
  }
}
