package dev.onesug.benchmark;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws ranks, the n-th in proportion to 1 / n. */
final class Zipf {
  private final double[] cumulative;

  Zipf(int ranks) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int i = 0; i < ranks; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
  }

  /** From 0, the most frequent. */
  int draw(SplittableRandom random) {
    int at = Arrays.binarySearch(cumulative, random.nextDouble(cumulative[cumulative.length - 1]));
    return at < 0 ? ~at : at;
  }
}
