package dev.onesug.training.logs.shop;

import java.util.SplittableRandom;

/**
 * How a person reads a list with something in mind: down from the top, each position with its own
 * chance of being seen, until one suggestion is chosen.
 */
final class Examination {
  /** How many suggestions the shop shows; what it ranked lower goes to the log as recalled. */
  static final int SHOWN = 10;

  // Shares with reasons: see src/docs/decisions/0002-simulated-shop.md.
  private static final double FIRST_POSITION = 0.9;
  private static final double CHOOSE_WANTED = 0.85;
  private static final double CHOOSE_SIMILAR = 0.05;
  private static final double SIMILAR = 0.5;

  private final Vocabulary vocabulary;

  Examination(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Reads a list.
   *
   * @param ranked wishes, best first; {@link WishRanker#UNKNOWN} for what nobody wants
   * @return the position that was chosen, -1 for none
   */
  int choose(int[] ranked, int wish, SplittableRandom random) {
    for (int position = 0; position < shown(ranked); position++) {
      if (random.nextDouble() < seen(position)
          && random.nextDouble() < attraction(ranked[position], wish)) {
        return position;
      }
    }
    return -1;
  }

  /** The chance of each shown position that {@link #choose} gives it. */
  double[] chances(int[] ranked, int wish) {
    double[] chances = new double[shown(ranked)];
    double left = 1;
    for (int position = 0; position < chances.length; position++) {
      chances[position] = left * seen(position) * attraction(ranked[position], wish);
      left -= chances[position];
    }
    return chances;
  }

  /**
   * The chance that a position is looked at, by who has not chosen above it.
   *
   * @param position from 0
   */
  static double seen(int position) {
    return FIRST_POSITION / StrictMath.sqrt(position + 1.0);
  }

  private static int shown(int[] ranked) {
    return Math.min(SHOWN, ranked.length);
  }

  /** The chance that a suggestion is chosen by who examines it and has a wish in mind. */
  double attraction(int suggestion, int wish) {
    if (suggestion == wish) {
      return CHOOSE_WANTED;
    }
    if (suggestion == WishRanker.UNKNOWN) {
      return 0;
    }
    double shared = vocabulary.shared(wish, suggestion);
    return shared >= SIMILAR ? CHOOSE_SIMILAR * shared : 0;
  }
}
