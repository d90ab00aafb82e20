package dev.onesug.training.rwr;

import dev.onesug.training.logs.BehaviourLevel;

/**
 * What a behaviour is worth: r = λ · e^p, with the base λ of the level and the click-through rate p
 * of the query under the prefix (paper section 3.4). The authors' published rows fit a signed p
 * near zero only, so p is how far the rate differs from the prefix's mean, clipped.
 */
final class Reward {
  private static final double MOST_RATE = 0.3;

  private Reward() {}

  /**
   * @param rate of the query under the prefix, less the mean of the prefix; 0 if it was never shown
   */
  static double of(BehaviourLevel level, double rate) {
    return base(level) * Math.exp(Math.max(-MOST_RATE, Math.min(MOST_RATE, rate)));
  }

  private static double base(BehaviourLevel level) {
    return switch (level) {
      case ORDER -> 2.0;
      case ITEM_CLICK -> 1.5;
      case QUERY_CLICK -> 1.0;
      case SHOW -> 0.5;
      case NOT_SHOWN -> 0.2;
      case RANDOM -> 0.0;
    };
  }
}
