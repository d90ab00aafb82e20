package dev.onesug.training.evaluation;

import java.util.List;
import java.util.Map;

/**
 * The figures of one part of the requests.
 *
 * @param group how the requests were cut, for example {@code Letters typed}
 * @param name the part, for example {@code 3}
 * @param requests how many requests fall into it
 * @param scores one entry a suggester, in the order of the report
 */
public record SliceResult(String group, String name, int requests, List<Scores> scores) {
  /** Group and name of the slice that holds every request. */
  public static final String ALL = "All requests";

  /** Metrics of one suggester. */
  public record Scores(String suggester, Map<RankingMetric, Estimate> metrics) {}

  /** The estimate of one suggester, by its place in the report. */
  Estimate estimate(int suggester, RankingMetric metric) {
    return EvaluationReport.required(scores.get(suggester).metrics(), metric);
  }
}
