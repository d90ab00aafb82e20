package dev.onesug.training.evaluation;

import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.util.HashMap;
import java.util.Map;

/**
 * What the training window held: all that the popularity baselines know, and what tells the
 * familiar from the new in the report.
 *
 * @param queries searched queries with their counts
 * @param prefixes prefixes of the training samples, in normal form
 */
public record TrainingWindow(QueryCounts queries, PrefixCounts prefixes) {

  /** Counts the training samples. */
  public static TrainingWindow read(SampleFolder samples) {
    Map<String, Integer> searches = new HashMap<>();
    Map<String, Map<String, Integer>> prefixes = new HashMap<>();
    Samples.forEach(
        samples.train(),
        sample -> {
          searches.merge(sample.target(), 1, Integer::sum);
          prefixes
              .computeIfAbsent(sample.prefix(), prefix -> new HashMap<>())
              .merge(sample.target(), 1, Integer::sum);
        });
    return new TrainingWindow(QueryCounts.of(searches), PrefixCounts.of(prefixes));
  }

  PrefixCounts.Band band(Trial trial) {
    return prefixes.band(trial.request().prefix());
  }

  double entropyBits(Trial trial) {
    return prefixes.entropyBits(trial.request().prefix());
  }

  boolean knowsTarget(Trial trial) {
    return queries.contains(trial.target());
  }
}
