package dev.onesug.model.decoding;

import java.util.Arrays;

/**
 * What something says of the query that is wanted: a few queries with a share each. The rest is
 * left to what is believed without it.
 *
 * @param queries ids; of one that comes twice the shares are added
 * @param shares of each, none negative; their sum is below 1
 */
public record Belief(int[] queries, double[] shares) {
  /** It says nothing. */
  public static final Belief NONE = new Belief(new int[0], new double[0]);

  /**
   * @throws IllegalArgumentException if the lists differ in length, or the shares are not shares
   */
  public Belief {
    if (queries.length != shares.length) {
      throw new IllegalArgumentException(
          "shares: " + shares.length + " (expected: " + queries.length + ", one a query)");
    }
    double sum = Arrays.stream(shares).sum();
    if (!(sum < 1) || Arrays.stream(shares).anyMatch(share -> share < 0)) {
      throw new IllegalArgumentException(
          "shares: their sum is " + sum + " (expected: below 1, none negative)");
    }
  }

  /** What it leaves to others. */
  public double rest() {
    return 1 - Arrays.stream(shares).sum();
  }
}
