package dev.onesug.training.evaluation.page;

import dev.onesug.training.evaluation.EvaluationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report as one page that needs nothing else: no script, no font, no image from elsewhere. */
record ReportPage(EvaluationReport report) {

  String html() {
    List<Section> sections = new ArrayList<>();
    sections.add(new ScoreSection(report).section());
    if (report.suggesters().size() > 1) {
      sections.add(new LeadSection(report).section());
    }
    if (report.slices().size() > 1) {
      sections.add(new SliceSection(report).section());
    }
    sections.add(new MethodSection(report).suggesters());
    if (!report.stages().isEmpty()) {
      sections.add(stages());
    }
    sections.add(new MethodSection(report).section());
    boolean simulated = report.origin().simulated();
    return Html.document(
        "Evaluation of " + report.suggesters().get(0).name(),
        Html.resource(ReportPage.class, "ReportPage.css"),
        new Heading(report).html()
            + sections.stream()
                .map(section -> section.html(simulated))
                .collect(Collectors.joining("\n", "\n", "")));
  }

  private Section stages() {
    return new Section(
        "How the model was made",
        "What each stage of the pipeline reported about itself.",
        report.stages().entrySet().stream()
            .map(
                stage ->
                    "<h3>%s</h3>%s"
                        .formatted(Html.text(stage.getKey()), StageTable.of(stage.getValue())))
            .collect(Collectors.joining("\n", "<div class=\"stages\">", "</div>")));
  }
}
