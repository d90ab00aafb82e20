package dev.onesug.training.evaluation.page;

import dev.onesug.training.evaluation.Estimate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of a page. Whatever is not markup of our own passes {@link #text} first. */
public final class Html {
  private Html() {}

  /**
   * A page that needs nothing else: no script, font or image from elsewhere.
   *
   * @param title any text
   * @param style what the page adds to the style that all pages share
   * @param body markup
   */
  public static String document(String title, String style, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s
        </body>
        </html>
        """
        .formatted(text(title), resource(Html.class, "Base.css") + style, body);
  }

  /** A text file that lies beside a class. */
  public static String resource(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + ": not on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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

  /** The ends of a difference's interval in small print. */
  static String interval(Estimate difference) {
    return "<small>%s to %s</small>".formatted(points(difference.low()), points(difference.high()));
  }

  /** A number of things. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
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
        + rows.stream().map(Html::row).collect(Collectors.joining("\n"))
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
