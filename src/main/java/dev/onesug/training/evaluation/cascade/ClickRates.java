package dev.onesug.training.evaluation.cascade;

/**
 * How often each query was chosen where the box showed it, under whatever prefix: the samples do
 * not say under which.
 */
final class ClickRates {
  /** How many impressions at the mean rate a query starts with. */
  private static final double PRIOR_IMPRESSIONS = 20;

  private final int[] impressions;
  private final int[] clicks;
  private long allImpressions;
  private long allClicks;

  ClickRates(int queries) {
    impressions = new int[queries];
    clicks = new int[queries];
  }

  void add(int query, boolean chosen) {
    impressions[query]++;
    allImpressions++;
    if (chosen) {
      clicks[query]++;
      allClicks++;
    }
  }

  /**
   * Clicks per impression, drawn towards the mean of all queries, without what is left out.
   *
   * @param query its id
   */
  double smoothed(int query, ClickRates left) {
    long others = allImpressions - left.allImpressions;
    double mean = others == 0 ? 0 : (double) (allClicks - left.allClicks) / others;
    return (clicks[query] - left.clicks[query] + PRIOR_IMPRESSIONS * mean)
        / (impressions[query] - left.impressions[query] + PRIOR_IMPRESSIONS);
  }
}
