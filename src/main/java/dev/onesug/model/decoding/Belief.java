package dev.onesug.model.decoding;

import java.util.Arrays;

/**
 * What is believed of queries before a letter is typed: a few queries that the context points at
 * with a share of the belief each, and popularity, which divides the rest among all queries.
 *
 * @param queries ids; of one that comes twice the shares are added
 * @param shares of each, none negative; their sum is below 1
 */
public record Belief(int[] queries, double[] shares) {
  /** Nothing is known but what everybody searches. */
  public static final Belief POPULARITY = new Belief(new int[0], new double[0]);

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

  /** What is left for popularity. */
  double popularShare() {
    return 1 - Arrays.stream(shares).sum();
  }
}
