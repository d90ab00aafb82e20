package dev.onesug.training.logs;

/**
 * How readily a suggestion is chosen under a prefix where it is looked at: choices by examined
 * impressions, so that what stood low in the box is not taken for unwanted. A pair is drawn towards
 * its prefix, a prefix towards the mean of all, the more the less was seen of it.
 */
final class ClickRates {
  /** How many examined impressions at the wider rate a rate starts with. */
  private static final double PRIOR = 20;

  private final Impressions impressions;
  private final double[] examined;
  private final double[] clicks;
  private final double mean;

  private ClickRates(Impressions impressions, double[] examined, double[] clicks, double mean) {
    this.impressions = impressions;
    this.examined = examined;
    this.clicks = clicks;
    this.mean = mean;
  }

  static ClickRates of(Impressions impressions, Examination examination) {
    double[] examined = new double[impressions.distinct()];
    double[] clicks = new double[impressions.distinct()];
    double[] all = {0, 0};
    impressions.forEach(
        (prefix, pair, position, clicked) -> {
          double chance = examination.at(position);
          double click = clicked ? 1 : 0;
          examined[pair] += chance;
          clicks[pair] += click;
          examined[prefix] += chance;
          clicks[prefix] += click;
          all[0] += chance;
          all[1] += click;
        });
    return new ClickRates(impressions, examined, clicks, all[0] == 0 ? 0 : all[1] / all[0]);
  }

  /** The mean over what was shown under a prefix; over everything, if nothing was. */
  float of(String prefix) {
    return (float) ofPrefix(prefix);
  }

  /** The rate of a query under a prefix; the mean of the prefix, if it was not shown there. */
  float of(String prefix, String query) {
    return (float) smoothed(impressions.pair(prefix, query), ofPrefix(prefix));
  }

  private double ofPrefix(String prefix) {
    return smoothed(impressions.prefix(prefix), mean);
  }

  private double smoothed(int number, double wider) {
    return number < 0 ? wider : (clicks[number] + PRIOR * wider) / (examined[number] + PRIOR);
  }
}
