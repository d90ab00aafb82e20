package dev.onesug.training.logs.shop;

/**
 * How often the query of a rank is searched in a large shop: points measured on 2,000,000 real
 * searches (AmazonQAC, CDLA-Permissive-2.0), straight lines between them in log-log scale.
 */
final class PopularityCurve {
  private static final double[] RANKS = {1, 10, 50, 100, 200, 400, 800, 885, 20_000, 150_000};
  private static final double[] COUNTS = {987, 573, 293, 222, 161, 116, 80, 76, 8, 2};

  private PopularityCurve() {}

  /**
   * @param rank from 1
   * @return searches of that query per 2,000,000; falls on beyond the last point
   */
  static double count(long rank) {
    int right = 1;
    while (right < RANKS.length - 1 && RANKS[right] < rank) {
      right++;
    }
    double slope =
        StrictMath.log(COUNTS[right] / COUNTS[right - 1])
            / StrictMath.log(RANKS[right] / RANKS[right - 1]);
    return COUNTS[right] * StrictMath.exp(slope * StrictMath.log(rank / RANKS[right]));
  }
}
