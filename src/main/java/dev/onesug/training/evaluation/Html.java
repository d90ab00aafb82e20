package dev.onesug.training.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of a page. Whatever is not markup of this class passes {@link #text} first. */
public final class Html {
  private Html() {}

  /** Any text as character data or attribute value. */
  public static String text(String raw) {
    StringBuilder safe = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char character = raw.charAt(i);
      switch (character) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(character);
      }
    }
    return safe.toString();
  }

  /** A share of one in per cent with one decimal, without the sign. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  /** A mean in per cent with its interval in small print. */
  public static String percent(Estimate estimate) {
    return "%s <small>%s–%s</small>"
        .formatted(percent(estimate.mean()), percent(estimate.low()), percent(estimate.high()));
  }

  /** A difference in points, always with its sign. */
  public static String points(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference).replace('-', '−');
  }

  /**
   * A table whose first column names the row.
   *
   * @param header markup of the column heads
   * @param rows markup of the cells, row by row
   */
  public static String table(List<String> header, List<List<String>> rows) {
    return "<div class=\"scroll\"><table><thead><tr>"
        + header.stream()
            .map(head -> "<th scope=\"col\">" + head + "</th>")
            .collect(Collectors.joining())
        + "</tr></thead><tbody>"
        + rows.stream().map(Html::row).collect(Collectors.joining())
        + "</tbody></table></div>";
  }

  private static String row(List<String> cells) {
    return "<tr><th scope=\"row\">"
        + cells.get(0)
        + "</th>"
        + cells.stream().skip(1).map(cell -> "<td>" + cell + "</td>").collect(Collectors.joining())
        + "</tr>";
  }
}
