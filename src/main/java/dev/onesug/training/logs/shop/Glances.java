package dev.onesug.training.logs.shop;

import java.util.SplittableRandom;

/** After how many letters a person looks at the box: geometric, cut off at a dozen letters. */
enum Glances {
  // Shares with reasons: see src/docs/decisions/0002-simulated-shop.md.
  FIRST(0.6),
  NEXT(0.5);

  /** The share of people that never look. */
  static final double NEVER = 0.25;

  private static final int MOST_LETTERS_ON = 12;

  private final double typeOn;

  Glances(double typeOn) {
    this.typeOn = typeOn;
  }

  /** Letters until the glance, from 1. */
  int draw(SplittableRandom random) {
    int letters = 0;
    while (letters < MOST_LETTERS_ON && random.nextDouble() < typeOn) {
      letters++;
    }
    return 1 + letters;
  }

  /** The chance that it comes after so many letters. */
  double chance(int letters) {
    int on = letters - 1;
    if (on < 0 || on > MOST_LETTERS_ON) {
      return 0;
    }
    return StrictMath.pow(typeOn, on) * (on == MOST_LETTERS_ON ? 1 : 1 - typeOn);
  }
}
