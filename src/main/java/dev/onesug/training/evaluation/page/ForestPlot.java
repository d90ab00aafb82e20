package dev.onesug.training.evaluation.page;

import dev.onesug.training.evaluation.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A forest plot as inline SVG: a row a suggester, a panel a metric, in it the estimate as a dot and
 * its interval as a line. Rows are named where they stand, so that any number of them stays
 * readable. Lengths are in units of the view box.
 *
 * @param title read out by screen readers
 * @param rows names of the rows
 * @param panels at least one
 */
public record ForestPlot(String title, List<String> rows, List<Panel> panels) {
  private static final int WIDTH = 1200;
  private static final int NAMES = 230;
  private static final int GAP = 44;
  private static final int TOP = 44;
  private static final int ROW = 24;

  /**
   * One metric.
   *
   * @param estimates one a row
   * @param difference whether they are differences: zero is marked
   * @param css the style sheet's class of each row: {@code ours}, {@code theirs}, {@code better},
   *     {@code worse} or {@code unclear}
   */
  public record Panel(String name, List<Estimate> estimates, boolean difference, List<String> css) {

    /** Shares of one, the first row ours. */
    static Panel shares(String name, List<Estimate> estimates) {
      return new Panel(
          name,
          estimates,
          false,
          IntStream.range(0, estimates.size())
              .mapToObj(row -> row == 0 ? "ours" : "theirs")
              .toList());
    }

    /** Differences of shares; the colour says which side is ahead, and more is better. */
    static Panel differences(String name, List<Estimate> estimates) {
      return new Panel(
          name,
          estimates,
          true,
          estimates.stream().map(estimate -> Verdict.of(estimate).css()).toList());
    }
  }

  /** The plot as markup. */
  public String svg() {
    int height = TOP + ROW * rows.size() + 8;
    StringBuilder svg = new StringBuilder();
    append(
        svg,
        "<figure class=\"scroll\"><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        WIDTH,
        height,
        Html.text(title));
    for (int row = 0; row < rows.size(); row++) {
      append(
          svg,
          "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>",
          NAMES - GAP / 2,
          middle(row) + 4,
          Html.text(rows.get(row)));
    }
    double width = (double) (WIDTH - NAMES) / panels.size();
    for (int p = 0; p < panels.size(); p++) {
      panel(svg, panels.get(p), NAMES + p * width + GAP / 2.0, width - GAP, height);
    }
    return svg.append("</svg></figure>").toString();
  }

  private static int middle(int row) {
    return TOP + row * ROW + ROW / 2;
  }

  private void panel(StringBuilder svg, Panel panel, double left, double width, int height) {
    Axis axis = Axis.over(panel.estimates(), panel.difference(), left, width);
    append(
        svg,
        "<text class=\"panel\" x=\"%.1f\" y=\"14\">%s</text>",
        left + width / 2,
        Html.text(panel.name()));
    for (double tick : axis.ticks()) {
      append(
          svg,
          "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
              + "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>",
          panel.difference() && Math.abs(tick) < 1e-9 ? "zero" : "grid",
          axis.x(tick),
          axis.x(tick),
          TOP - 4,
          height - 8,
          axis.x(tick),
          TOP - 10,
          axis.label(tick));
    }
    for (int row = 0; row < rows.size(); row++) {
      mark(svg, panel, row, axis);
    }
  }

  private void mark(StringBuilder svg, Panel panel, int row, Axis axis) {
    Estimate estimate = panel.estimates().get(row);
    append(
        svg,
        "<g class=\"%s\"><title>%s, %s: %s (interval %s to %s)</title>"
            + "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
            + "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\"/></g>",
        panel.css().get(row),
        Html.text(rows.get(row)),
        Html.text(panel.name()),
        shown(panel, estimate.mean()),
        shown(panel, estimate.low()),
        shown(panel, estimate.high()),
        axis.x(estimate.low()),
        axis.x(estimate.high()),
        middle(row),
        middle(row),
        axis.x(estimate.mean()),
        middle(row));
  }

  private static String shown(Panel panel, double value) {
    return panel.difference() ? Html.points(value) : Html.percent(value) + " %";
  }

  private static void append(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
