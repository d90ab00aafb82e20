package dev.onesug.training.evaluation.sidebyside;

import dev.onesug.training.evaluation.page.Html;
import dev.onesug.training.evaluation.sidebyside.SideBySide.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists side by side as one page that needs nothing else. Its script counts the judgements, keeps
 * them in the browser and saves them as JSON; nothing is sent anywhere.
 */
public record SideBySidePage(SideBySide lists) {

  /** The whole page. */
  public String html() {
    String rows =
        IntStream.range(0, lists.rows().size())
            .mapToObj(row -> row(row, lists.rows().get(row)))
            .collect(Collectors.joining("\n"));
    return Html.document(
        "Which list is better?",
        Html.resource(SideBySidePage.class, "SideBySidePage.css"),
        """
        <header>
        <h1>Which list is better?</h1>
        <p class="lead">Two versions answered the same typed text. Which of them stands on the left changes from row to row.
        Suggestions that only one list has are underlined.</p>
        <p class="meta">%d rows to judge. %d more got the same list from both; they count as the same.</p>
        </header>
        <main data-id="%s" data-a="%s" data-b="%s" data-seed="%d" data-alike="%d">
        %s
        </main>
        %s
        <footer><output>0 judged</output><button type="button" id="reveal">Show the result</button>\
        <button type="button" id="save">Save as JSON</button></footer>
        <script>
        %s</script>"""
            .formatted(
                lists.rows().size(),
                lists.alike(),
                Integer.toHexString(rows.hashCode()),
                Html.text(lists.a()),
                Html.text(lists.b()),
                lists.seed(),
                lists.alike(),
                rows,
                result(),
                Html.resource(SideBySidePage.class, "SideBySidePage.js")));
  }

  private static String row(int number, Row row) {
    String prefix = Html.text(row.request().prefix());
    return """
        <section><article data-prefix="%s" data-history="%s" data-left="%s">
        <h2 class="typed">%s</h2>
        %s<div class="lists"><div><h3>Left</h3>%s</div><div><h3>Right</h3>%s</div></div>
        <fieldset><legend>Which list is better for %s?</legend>%s%s%s</fieldset>
        </article></section>"""
        .formatted(
            prefix,
            Html.text(
                JsonMapper.shared().writeValueAsString(row.request().user().history().queries())),
            row.aIsLeft() ? "a" : "b",
            prefix,
            history(row),
            list(row.left(), row.right()),
            list(row.right(), row.left()),
            prefix,
            choice(number, "left", "Left is better"),
            choice(number, "same", "Same"),
            choice(number, "right", "Right is better"));
  }

  private static String history(Row row) {
    List<String> history = row.request().user().history().queries();
    return history.isEmpty()
        ? ""
        : "<p class=\"meta\">Searched before: %s</p>\n"
            .formatted(history.stream().map(Html::text).collect(Collectors.joining(" · ")));
  }

  private static String list(List<String> suggestions, List<String> other) {
    Set<String> shared = new HashSet<>(other);
    return suggestions.stream()
        .map(
            suggestion ->
                "<li><span%s>%s</span></li>"
                    .formatted(
                        shared.contains(suggestion) ? "" : " class=\"only\"",
                        Html.text(suggestion)))
        .collect(Collectors.joining("", "<ol>", "</ol>"));
  }

  private static String choice(int row, String value, String label) {
    return "<label><input type=\"radio\" name=\"row%d\" value=\"%s\">%s</label>"
        .formatted(row, value, label);
  }

  private String result() {
    return """
        <section id="result" tabindex="-1" hidden>
        <h2>Result</h2>
        <dl><dt>%s is better</dt><dd id="a"></dd><dt>same</dt><dd id="same"></dd><dt>%s is better</dt><dd id="b"></dd>\
        <dt>better minus worse, of all</dt><dd id="net"></dd></dl>
        </section>"""
        .formatted(Html.text(lists.a()), Html.text(lists.b()));
  }
}
