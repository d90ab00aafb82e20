package dev.onesug.training.logs.shop;

/**
 * Where a query leans, or where a user stands, between two poles each; from -1 to 1, 0 is
 * indifferent.
 *
 * @param female 1 wanted by women, -1 by men
 * @param older 1 wanted by the old, -1 by the young
 * @param parent 1 wanted by who has children at home
 * @param spender 1 dear, -1 cheap
 * @param cold 1 wanted where it is cold, -1 where it is warm
 */
record Traits(double female, double older, double parent, double spender, double cold) {
  static final Traits NEUTRAL = new Traits(0, 0, 0, 0, 0);

  // How strongly each trait decides: see src/docs/decisions/0002-simulated-shop.md.
  private static final double FEMALE_WEIGHT = 1.1;
  private static final double OLDER_WEIGHT = 0.7;
  private static final double PARENT_WEIGHT = 1.0;
  private static final double SPENDER_WEIGHT = 0.6;
  private static final double COLD_WEIGHT = 0.6;

  /**
   * How much more than an indifferent user this one wants a query that leans so; 1 is neutral.
   *
   * @param strength of the lean, 1 by default
   */
  double affinity(Traits query, double strength) {
    return StrictMath.exp(
        strength
            * (FEMALE_WEIGHT * female * query.female
                + OLDER_WEIGHT * older * query.older
                + PARENT_WEIGHT * parent * query.parent
                + SPENDER_WEIGHT * spender * query.spender
                + COLD_WEIGHT * cold * query.cold));
  }

  /** Leans both ways at once, each trait kept between its poles. */
  Traits plus(Traits other) {
    return new Traits(
        clip(female + other.female),
        clip(older + other.older),
        clip(parent + other.parent),
        clip(spender + other.spender),
        clip(cold + other.cold));
  }

  /**
   * Reads a compact form: a letter for each trait (f older o parent p spender s cold c) followed by
   * + or -; for example {@code f+p-}. Doubled signs are not needed: a lean is full or absent.
   */
  static Traits parse(String text) {
    Traits traits = NEUTRAL;
    for (int i = 0; i + 1 < text.length(); i += 2) {
      double value = text.charAt(i + 1) == '+' ? 1 : -1;
      traits = traits.plus(one(text.charAt(i), value));
    }
    return traits;
  }

  private static Traits one(char letter, double value) {
    return switch (letter) {
      case 'f' -> new Traits(value, 0, 0, 0, 0);
      case 'o' -> new Traits(0, value, 0, 0, 0);
      case 'p' -> new Traits(0, 0, value, 0, 0);
      case 's' -> new Traits(0, 0, 0, value, 0);
      case 'c' -> new Traits(0, 0, 0, 0, value);
      default ->
          throw new IllegalArgumentException("trait: " + letter + " (expected: f, o, p, s or c)");
    };
  }

  private static double clip(double value) {
    return Math.max(-1, Math.min(1, value));
  }
}
