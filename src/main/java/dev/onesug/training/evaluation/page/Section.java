package dev.onesug.training.evaluation.page;

/**
 * A part of the page.
 *
 * @param title any text
 * @param explanation how to read it; any text
 * @param content markup
 */
public record Section(String title, String explanation, String content) {
  private static final String SIMULATED = " <span class=\"badge\">simulated</span>";

  /** The mark that goes with every heading over figures of simulated behaviour. */
  public static String badge(boolean simulated) {
    return simulated ? SIMULATED : "";
  }

  /** The part as markup. */
  public String html(boolean simulated) {
    return "<section>\n<h2>%s%s</h2>\n<p>%s</p>\n%s\n</section>"
        .formatted(Html.text(title), badge(simulated), Html.text(explanation), content);
  }
}
