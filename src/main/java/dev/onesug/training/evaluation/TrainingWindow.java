package dev.onesug.training.evaluation;

import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the training window held: all that the popularity baselines know, and what tells the
 * familiar from the new in the report.
 *
 * @param queries searched queries with their counts
 * @param prefixes prefixes of the training samples, in normal form
 */
public record TrainingWindow(QueryCounts queries, Set<String> prefixes) {

  /** Counts the training samples. */
  public static TrainingWindow read(SampleFolder samples) {
    Map<String, Integer> searches = new HashMap<>();
    Set<String> prefixes = new HashSet<>();
    Samples.forEach(
        samples.train(),
        sample -> {
          searches.merge(sample.target(), 1, Integer::sum);
          prefixes.add(sample.prefix());
        });
    return new TrainingWindow(QueryCounts.of(searches), prefixes);
  }

  boolean knowsPrefix(Trial trial) {
    return prefixes.contains(trial.request().prefix());
  }

  boolean knowsTarget(Trial trial) {
    return queries.contains(trial.target());
  }
}
