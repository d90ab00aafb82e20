package dev.onesug.training.logs.shop;

import java.util.SplittableRandom;

/** What a person does with the results of a search: opens items, buys some. */
record ResultPage(int itemClicks, int orders) {
  static final ResultPage NOTHING = new ResultPage(0, 0);

  // Rates with reasons: see src/docs/decisions/0002-simulated-shop.md.
  private static final double OPEN_AN_ITEM = 0.55;
  private static final double OPEN_ANOTHER = 0.4;
  private static final double[] BUY_BY_SPENDING = {0.10, 0.14, 0.19};
  private static final double SPECIFIC_BONUS = 1.4;
  private static final int SPECIFIC_WORDS = 3;

  static ResultPage visit(String query, int spending, SplittableRandom random) {
    if (random.nextDouble() >= OPEN_AN_ITEM) {
      return NOTHING;
    }
    int opened = 1;
    while (opened < 8 && random.nextDouble() < OPEN_ANOTHER) {
      opened++;
    }
    boolean specific = query.split(" ", -1).length >= SPECIFIC_WORDS;
    double buy = BUY_BY_SPENDING[spending] * (specific ? SPECIFIC_BONUS : 1);
    return new ResultPage(opened, random.nextDouble() < buy ? 1 : 0);
  }
}
