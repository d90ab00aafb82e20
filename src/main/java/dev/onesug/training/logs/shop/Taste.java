package dev.onesug.training.logs.shop;

/**
 * How much of what people want is their own. It scales what lasts: the pull of their traits, their
 * loyalty to details, and how often a session starts with something of their own (an earlier wish,
 * a lasting interest) instead of anything that the shop sells. What a session is about stays: that
 * is the need of an hour, not taste.
 *
 * <p>Each grows by a law that gives nothing at 0 and the shares of decision 0002 at 1: the traits'
 * weights are multiplied by the strength, a loyal customer takes what they love 4^strength times as
 * readily, and anything at all comes to mind at the start of a session with a share of
 * 0.23^strength: 100, 48, 23 and 5 % at the strengths 0, ½, 1 and 2.
 *
 * @param strength 0 none, 1 the default; at most {@link #STRONGEST}
 */
record Taste(double strength) {
  static final double STRONGEST = 4;

  /** The share of the sessions that start with anything, at the default strength. */
  private static final double ANYTHING = 0.23;

  /** A loyal customer takes four times as readily what bears the brand or detail they love. */
  private static final double LOYALTY = 0.25;

  Taste {
    require(strength);
  }

  static void require(double strength) {
    if (!(strength >= 0 && strength <= STRONGEST)) {
      throw new IllegalArgumentException(
          "taste: " + strength + " (expected: 0.." + STRONGEST + ")");
    }
  }

  boolean isNone() {
    return strength == 0;
  }

  /** How much more than an indifferent user one with these traits wants such a query. */
  double affinity(Traits user, Traits query) {
    return user.affinity(query, strength);
  }

  /** How readily something is taken that bears nothing one is loyal to; 1 for what does. */
  double neutralAcceptance() {
    return StrictMath.pow(LOYALTY, strength);
  }

  /** What a share of decision 0002 for one's own wishes becomes. */
  double ownShare(double atDefault) {
    return atDefault * ((1 - StrictMath.pow(ANYTHING, strength)) / (1 - ANYTHING));
  }
}
