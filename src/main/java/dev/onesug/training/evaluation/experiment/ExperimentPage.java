package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.page.Html;
import dev.onesug.training.evaluation.page.Section;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A look at an experiment as one page that needs nothing else: first what to do, then why. */
record ExperimentPage(ExperimentReport report) {

  String html() {
    boolean simulated = report.origin().simulated();
    return Html.document(
        "Experiment " + report.settings().experiment(),
        Html.resource(Html.class, "ReportPage.css")
            + Html.resource(ExperimentPage.class, "ExperimentPage.css"),
        heading()
            + Stream.of(
                    List.of(new OutcomeSection(report).section()),
                    new GroupSection(report).sections(),
                    List.of(
                        new HealthSection(report).section(),
                        new ReadingSection(report).metrics(),
                        new ReadingSection(report).method()))
                .flatMap(List::stream)
                .map(section -> section.html(simulated))
                .collect(Collectors.joining("\n", "\n", "")));
  }

  private String heading() {
    Conclusion conclusion = new Conclusion(report);
    return """
        <header>
        <h1>Experiment %s%s</h1>
        %s%s
        <p class="meta">%s · %s · %s</p>
        </header>"""
        .formatted(
            Html.text(report.settings().experiment()),
            Section.badge(report.origin().simulated()),
            paragraphs("alarm", conclusion.warnings()),
            paragraphs("lead", conclusion.findings()),
            report.origin().created(),
            Html.text(conclusion.users()),
            Html.text(report.origin().data()));
  }

  private static String paragraphs(String css, List<String> texts) {
    return texts.stream()
        .map(text -> "<p class=\"%s\">%s</p>\n".formatted(css, Html.text(text)))
        .collect(Collectors.joining());
  }
}
