package dev.onesug.training.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns ranks into the figures of a part of the requests: one set of drawings of the bootstrap
 * serves every suggester and metric, so that all differences are paired.
 */
final class SliceScoring {
  private static final List<RankingMetric> METRICS = List.of(RankingMetric.values());
  private static final List<RequestWeight> WEIGHTS = List.of(RequestWeight.values());

  private final Bootstrap bootstrap;
  private final List<Trial> trials;
  private final List<SuggesterRun> runs;

  /**
   * Scores runs.
   *
   * @param runs answers to all the trials, those of the suggester under evaluation first
   */
  SliceScoring(Bootstrap bootstrap, List<Trial> trials, List<SuggesterRun> runs) {
    this.bootstrap = bootstrap;
    this.trials = trials;
    this.runs = runs;
  }

  /**
   * The figures of some trials.
   *
   * @param members places of the trials; at least one
   */
  SliceResult score(String group, String name, int[] members) {
    ResampledSums sums = bootstrap.sums(columns(members));
    return new SliceResult(
        group,
        name,
        members.length,
        IntStream.range(0, runs.size())
            .mapToObj(
                run ->
                    new SliceResult.Scores(
                        runs.get(run).name(),
                        means(sums, run),
                        run == 0 ? Map.of() : lead(sums, run)))
            .toList());
  }

  /** The weights, then the weighted metrics, run by run. */
  private double[][] columns(int[] members) {
    double[][] columns = new double[WEIGHTS.size() + runs.size() * METRICS.size()][];
    for (RequestWeight weight : WEIGHTS) {
      columns[WEIGHTS.indexOf(weight)] =
          Arrays.stream(members).mapToDouble(trial -> weight.of(trials.get(trial))).toArray();
    }
    for (int run = 0; run < runs.size(); run++) {
      for (RankingMetric metric : METRICS) {
        double[] weights = columns[weights(metric)];
        double[] values = new double[members.length];
        for (int i = 0; i < members.length; i++) {
          int rank = runs.get(run).rank(members[i]);
          values[i] = weights[i] * metric.of(rank, trials.get(members[i]));
        }
        columns[column(run, metric)] = values;
      }
    }
    return columns;
  }

  private static int column(int run, RankingMetric metric) {
    return WEIGHTS.size() + run * METRICS.size() + METRICS.indexOf(metric);
  }

  private static int weights(RankingMetric metric) {
    return WEIGHTS.indexOf(metric.weight());
  }

  private static Map<RankingMetric, Estimate> means(ResampledSums sums, int run) {
    Map<RankingMetric, Estimate> means = new EnumMap<>(RankingMetric.class);
    for (RankingMetric metric : METRICS) {
      means.put(metric, sums.ratio(column(run, metric), weights(metric)));
    }
    return means;
  }

  private static Map<RankingMetric, Estimate> lead(ResampledSums sums, int run) {
    Map<RankingMetric, Estimate> lead = new EnumMap<>(RankingMetric.class);
    for (RankingMetric metric : METRICS) {
      lead.put(metric, sums.difference(column(0, metric), column(run, metric), weights(metric)));
    }
    return lead;
  }
}
