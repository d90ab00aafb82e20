package dev.onesug.training.evaluation.completion;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.completion.CompletionReport.Entry;
import dev.onesug.training.evaluation.completion.CompletionReport.Part;
import dev.onesug.training.evaluation.completion.CompletionReport.Scores;
import dev.onesug.training.evaluation.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A completion report as one page that needs nothing else. */
final class CompletionPage {
  private final CompletionReport report;

  CompletionPage(CompletionReport report) {
    this.report = report;
  }

  String html() {
    return Html.document(
        "Completion of real queries",
        "",
        """
        <header>
        <h1>Completion of real queries</h1>
        <p class="lead">Nothing but the typed text is known. Every query is cut once, behind one of its
        letters but the last, each as likely. Seen queries are asked as often as they were searched,
        unseen ones once each; none of what is asked was learned from.</p>
        <p class="meta">%s · %,d distinct queries learned (%,d searches) · %s</p>
        </header>
        %s
        %s
        %s
        %s
        """
            .formatted(
                report.origin().created(),
                report.learned().queries(),
                report.learned().searches(),
                Html.text(report.origin().data()),
                report.parts().stream().map(this::part).collect(Collectors.joining("\n")),
                suggesters(),
                fitted(),
                method()));
  }

  private String part(Part part) {
    List<List<String>> rows = new ArrayList<>();
    for (int s = 0; s < part.scores().size(); s++) {
      Scores scores = part.scores().get(s);
      boolean ours = s == 0;
      rows.add(
          List.of(
              Html.text(report.suggesters().get(s).name()),
              Html.percent(scores.success()),
              Html.percent(scores.reciprocalRank()),
              ours ? "" : lead(scores.successLead()),
              ours ? "" : lead(scores.reciprocalRankLead())));
    }
    return section(
        "%s (%,d requests)".formatted(part.name(), part.requests()),
        Html.table(
            List.of(
                "Suggester",
                CompletionMetric.SUCCESS.label(),
                CompletionMetric.RECIPROCAL_RANK.label(),
                "lead in " + CompletionMetric.SUCCESS.label(),
                "lead in " + CompletionMetric.RECIPROCAL_RANK.label()),
            rows));
  }

  private static String lead(Estimate lead) {
    return "%s <small>%s to %s</small>"
        .formatted(Html.points(lead.mean()), Html.points(lead.low()), Html.points(lead.high()));
  }

  private String suggesters() {
    return section(
        "Suggesters",
        Html.table(
            List.of("Suggester", "median ms", "What it is"),
            report.suggesters().stream().map(CompletionPage::suggester).toList()));
  }

  private static List<String> suggester(Entry entry) {
    return List.of(
        Html.text(entry.name()),
        String.format(Locale.ROOT, "%.2f", entry.medianMillis()),
        "<span class=\"what\">" + Html.text(entry.description()) + "</span>");
  }

  private String fitted() {
    return section(
        "Weights tried on the dev queries, the chosen ones first",
        Html.table(
            List.of(
                "generated, network",
                "seen " + CompletionMetric.SUCCESS.label(),
                CompletionMetric.RECIPROCAL_RANK.label(),
                "unseen " + CompletionMetric.SUCCESS.label(),
                CompletionMetric.RECIPROCAL_RANK.label()),
            report.fitted().stream().map(CompletionPage::tried).toList()));
  }

  private static List<String> tried(WeightFit.Tried tried) {
    return List.of(
        String.format(
            Locale.ROOT, "%.2f, %.2f", tried.weights().generated(), tried.weights().network()),
        Html.percent(tried.seen()[0]),
        Html.percent(tried.seen()[1]),
        Html.percent(tried.unseen()[0]),
        Html.percent(tried.unseen()[1]));
  }

  private String method() {
    String commit = report.origin().commit() == null ? "not known" : report.origin().commit();
    return section(
        "How it was measured",
        Html.table(
            List.of("", ""),
            List.of(
                List.of("Command", "<code>" + Html.text(report.origin().command()) + "</code>"),
                List.of("Commit", "<code>" + Html.text(commit) + "</code>"),
                List.of("Machine", Html.text(report.origin().machine())),
                List.of("Seed", Long.toString(report.settings().seed())),
                List.of(
                    "Intervals", "95 %, percentile bootstrap over requests; leads are paired"))));
  }

  private static String section(String title, String content) {
    return "<section>\n<h2>%s</h2>\n%s\n</section>".formatted(Html.text(title), content);
  }
}
