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

  /** The group that is cut by how far a search led. */
  public static final String OUTCOME = "What followed";

  /** The part of that group whose searches led to an order. */
  public static final String ORDERED = "ordered";

  /**
   * Metrics of one suggester.
   *
   * @param means by metric
   * @param lead by metric, how much better the suggester under evaluation did on the same requests,
   *     paired; empty for that suggester itself
   */
  public record Scores(
      String suggester, Map<RankingMetric, Estimate> means, Map<RankingMetric, Estimate> lead) {

    /** The mean of one metric. */
    public Estimate mean(RankingMetric metric) {
      return required(means, metric);
    }

    /**
     * The lead of the suggester under evaluation in one metric.
     *
     * @throws IllegalStateException if this is that suggester
     */
    public Estimate lead(RankingMetric metric) {
      return required(lead, metric);
    }

    private Estimate required(Map<RankingMetric, Estimate> estimates, RankingMetric metric) {
      Estimate estimate = estimates.get(metric);
      if (estimate == null) {
        throw new IllegalStateException(
            "%s of %s: not in the report".formatted(metric.label(), suggester));
      }
      return estimate;
    }
  }

  /** The searches that led to an order. */
  public boolean isOrders() {
    return group.equals(OUTCOME) && name.equals(ORDERED);
  }
}
