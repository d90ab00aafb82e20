package dev.onesug.training.evaluation.online;

import dev.onesug.training.logs.shop.Look;
import dev.onesug.training.logs.shop.Visit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one user did in the days of a test. Positions count from 1. */
final class UserTotals {
  /**
   * The mean basket of an order, in money of no country. The simulator has no prices: an order
   * weighs by how dearly its user buys, and the spread within a level is left out, so that
   * intervals of the revenue are narrower than in a real shop.
   */
  private static final Map<String, Integer> BASKETS = Map.of("low", 20, "middle", 35, "high", 60);

  private int searches;
  private int clicks;
  private int positions;
  private int letters;
  private int orders;
  private double revenue;

  void add(Visit visit) {
    searches++;
    if (visit.clicked() != Look.NOTHING) {
      clicks++;
      positions += visit.clicked() + 1;
    }
    letters += visit.typed().codePointCount(0, visit.typed().length());
    orders += visit.orders();
    revenue += visit.orders() * basket(visit.user().spendingLevel());
  }

  private static double basket(@Nullable String spendingLevel) {
    Integer basket = spendingLevel == null ? null : BASKETS.get(spendingLevel);
    if (basket == null) {
      throw new IllegalArgumentException(
          "spendingLevel: " + spendingLevel + " (expected: one of " + BASKETS.keySet() + ")");
    }
    return basket;
  }

  int searches() {
    return searches;
  }

  int clicks() {
    return clicks;
  }

  int positions() {
    return positions;
  }

  int letters() {
    return letters;
  }

  int orders() {
    return orders;
  }

  double revenue() {
    return revenue;
  }
}
