package dev.onesug.model.decoding;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What something says of the query that is wanted: a few queries with a share each, and what it
 * leaves to what is believed without it.
 *
 * @param queries ids; of one that comes twice the shares are added
 * @param shares of each, none negative
 * @param rest what it leaves to others, above 0; with the shares at most 1, and less where some
 *     queries are left out
 */
public record Belief(int[] queries, double[] shares, double rest) {
  /** It says nothing. */
  public static final Belief NONE = new Belief(new int[0], new double[0]);

  /** What rounding may add to a sum of many shares. */
  private static final double ROUNDING = 1e-9;

  /**
   * @throws IllegalArgumentException if the lists differ in length, or the shares are not shares
   */
  public Belief {
    if (queries.length != shares.length) {
      throw new IllegalArgumentException(
          "shares: " + shares.length + " (expected: " + queries.length + ", one a query)");
    }
    double sum = Arrays.stream(shares).sum();
    for (double share : shares) {
      if (!(share >= 0)) {
        throw new IllegalArgumentException("share: " + share + " (expected: at least 0)");
      }
    }
    if (!(rest > 0) || sum + rest > 1 + ROUNDING) {
      throw new IllegalArgumentException(
          "shares: their sum is "
              + sum
              + ", the rest "
              + rest
              + " (expected: above 0, at most 1 in all)");
    }
  }

  /** A belief that leaves to others what it does not say itself. */
  public Belief(int[] queries, double[] shares) {
    this(queries, shares, 1 - Arrays.stream(shares).sum());
  }

  /** The same, each query once and in rising order. */
  public Belief merged() {
    long[] order = new long[queries.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) queries[i] << Integer.SIZE | i;
    }
    Arrays.sort(order);
    int[] once = new int[order.length];
    double[] sums = new double[order.length];
    int size = 0;
    for (long one : order) {
      int query = (int) (one >>> Integer.SIZE);
      if (size == 0 || once[size - 1] != query) {
        once[size++] = query;
      }
      sums[size - 1] += shares[(int) one];
    }
    return new Belief(Arrays.copyOf(once, size), Arrays.copyOf(sums, size), rest);
  }

  /** What it says of some queries, of which it leaves no more to others than before. */
  public Belief only(IntPredicate wanted) {
    int[] some = new int[queries.length];
    double[] theirs = new double[queries.length];
    int size = 0;
    for (int i = 0; i < queries.length; i++) {
      if (wanted.test(queries[i])) {
        some[size] = queries[i];
        theirs[size++] = shares[i];
      }
    }
    return new Belief(Arrays.copyOf(some, size), Arrays.copyOf(theirs, size), rest);
  }
}
