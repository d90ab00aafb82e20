package dev.onesug.training.evaluation;

import java.util.List;
import java.util.Locale;

/**
 * Groups of vertical bars with a whisker each, as inline SVG. Lengths are in units of the view box;
 * colours come from the page's style sheet by the number of the bar in its group.
 *
 * @param title read out by screen readers
 * @param series names of the bars of a group
 * @param groups at least one
 */
record BarChart(String title, List<String> series, List<Group> groups) {
  private static final int HEIGHT = 250;
  private static final int LEFT = 40;
  private static final int TOP = 18;
  private static final int BASE = 200;
  private static final double BARS_SHARE = 0.8;
  private static final int WIDEST_BAR = 34;

  /**
   * Bars that stand together.
   *
   * @param note small print below the label
   * @param bars one a series; values 0 to 1
   */
  record Group(String label, String note, List<Estimate> bars) {}

  String svg(int width) {
    StringBuilder svg = new StringBuilder();
    append(
        svg,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        width,
        HEIGHT,
        Html.text(title));
    double ceiling = ceiling();
    grid(svg, width, ceiling);
    double groupWidth = (double) (width - LEFT) / groups.size();
    for (int g = 0; g < groups.size(); g++) {
      group(svg, groups.get(g), LEFT + g * groupWidth, groupWidth, ceiling);
    }
    return svg.append("</svg>").toString();
  }

  /** The highest whisker, rounded up to a tenth. */
  private double ceiling() {
    double highest =
        groups.stream().flatMap(g -> g.bars().stream()).mapToDouble(Estimate::high).max().orElse(0);
    return Math.min(1, Math.max(0.1, Math.ceil(highest * 10) / 10));
  }

  private static void grid(StringBuilder svg, int width, double ceiling) {
    double step = ceiling > 0.5 ? 0.2 : ceiling > 0.2 ? 0.1 : 0.05;
    for (int line = 0; line * step <= ceiling + 1e-9; line++) {
      double y = y(line * step, ceiling);
      append(
          svg,
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
              + "<text class=\"tick\" x=\"%d\" y=\"%.1f\">%.0f%%</text>",
          LEFT,
          width,
          y,
          y,
          LEFT - 6,
          y + 4,
          100 * line * step);
    }
  }

  private void group(StringBuilder svg, Group group, double left, double width, double ceiling) {
    double bar = Math.min(WIDEST_BAR, width * BARS_SHARE / series.size());
    double first = left + (width - bar * series.size()) / 2;
    for (int s = 0; s < series.size(); s++) {
      bar(svg, s, group, first + s * bar, bar, ceiling);
    }
    double middle = left + width / 2;
    append(
        svg,
        "<text class=\"label\" x=\"%.1f\" y=\"%d\">%s</text>"
            + "<text class=\"note\" x=\"%.1f\" y=\"%d\">%s</text>",
        middle,
        BASE + 18,
        Html.text(group.label()),
        middle,
        BASE + 34,
        Html.text(group.note()));
  }

  private void bar(
      StringBuilder svg, int s, Group group, double left, double width, double ceiling) {
    Estimate value = group.bars().get(s);
    double top = y(value.mean(), ceiling);
    double middle = left + width / 2;
    double cap = Math.min(4, width / 4);
    append(
        svg,
        "<g><title>%s, %s: %s%% (95%% interval %s to %s)</title>",
        Html.text(series.get(s)),
        Html.text(group.label()),
        Html.percent(value.mean()),
        Html.percent(value.low()),
        Html.percent(value.high()));
    append(
        svg,
        "<rect class=\"bar s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\"/>",
        s,
        left + width * 0.06,
        top,
        width * 0.88,
        BASE - top);
    double low = y(value.low(), ceiling);
    double high = y(value.high(), ceiling);
    append(
        svg,
        "<path class=\"whisker\" d=\"M%.1f %.1fV%.1fM%.1f %.1fH%.1fM%.1f %.1fH%.1f\"/></g>",
        middle,
        low,
        high,
        middle - cap,
        low,
        middle + cap,
        middle - cap,
        high,
        middle + cap);
  }

  private static double y(double value, double ceiling) {
    return BASE - (BASE - TOP) * Math.min(1, value / ceiling);
  }

  private static void append(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
