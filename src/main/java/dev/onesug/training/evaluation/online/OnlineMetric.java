package dev.onesug.training.evaluation.online;

import java.util.function.ToDoubleFunction;

/** A ratio of two totals over the users of an arm. */
@SuppressWarnings("ImmutableEnumChecker") // References to methods hold nothing.
public enum OnlineMetric {
  CLICK_RATE("Searches by a suggestion, %", 100, UserTotals::clicks, UserTotals::searches),
  TOP_CLICK_POSITION(
      "Position of the chosen suggestion", 1, UserTotals::positions, UserTotals::clicks),
  TYPED_LENGTH("Typed letters a search", 1, UserTotals::letters, UserTotals::searches),
  SEARCHES("Searches a user", 1, UserTotals::searches, user -> 1),
  ORDERS("Orders per 100 searches", 100, UserTotals::orders, UserTotals::searches),
  ORDERS_A_USER("Orders per 100 users", 100, UserTotals::orders, user -> 1),
  REVENUE("Revenue a search", 1, UserTotals::revenue, UserTotals::searches),
  REVENUE_A_USER("Revenue a user", 1, UserTotals::revenue, user -> 1);

  private final String label;
  private final double scale;
  private final ToDoubleFunction<UserTotals> above;
  private final ToDoubleFunction<UserTotals> below;

  OnlineMetric(
      String label,
      double scale,
      ToDoubleFunction<UserTotals> above,
      ToDoubleFunction<UserTotals> below) {
    this.label = label;
    this.scale = scale;
    this.above = above;
    this.below = below;
  }

  /** As the report prints it. */
  public String label() {
    return label;
  }

  double above(UserTotals user) {
    return scale * above.applyAsDouble(user);
  }

  double below(UserTotals user) {
    return below.applyAsDouble(user);
  }
}
