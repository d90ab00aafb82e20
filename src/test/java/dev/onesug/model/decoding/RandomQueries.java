package dev.onesug.model.decoding;

import java.util.Random;

/** Token sequences that share many beginnings; repeats are likely. */
final class RandomQueries {
  private RandomQueries() {}

  /** Tokens are 4 and above, below {@code 4 + tokens}: lower ids are left to special tokens. */
  static int[][] of(Random random, int queries, int longest, int tokens) {
    int[][] sequences = new int[queries][];
    for (int query = 0; query < queries; query++) {
      sequences[query] = new int[1 + random.nextInt(longest)];
      for (int position = 0; position < sequences[query].length; position++) {
        sequences[query][position] = 4 + Math.min(random.nextInt(tokens), random.nextInt(tokens));
      }
    }
    return sequences;
  }
}
