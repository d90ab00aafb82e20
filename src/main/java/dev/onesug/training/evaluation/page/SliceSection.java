package dev.onesug.training.evaluation.page;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.RankingMetric;
import dev.onesug.training.evaluation.SliceResult;
import dev.onesug.training.evaluation.SliceResult.Scores;
import dev.onesug.training.evaluation.page.GroupedTable.Cell;
import dev.onesug.training.evaluation.page.GroupedTable.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parts of the requests: what every suggester reaches there, and how far the one under
 * evaluation is ahead of it.
 */
record SliceSection(EvaluationReport report) {
  private static final int MOST_COLUMNS = 12;

  /** A lead of so much has the full colour. */
  private static final double FULL_COLOUR = 0.3;

  Section section() {
    List<List<List<SliceResult>>> tables = tables();
    return new Section(
        "Where it is better and where it is not",
        "First line: the suggester's own figure, in per cent. Below it how many points the first"
            + " suggester is ahead on the same requests, and the 95 % interval; green or red where"
            + " that excludes zero, no colour where chance explains it.",
        Arrays.stream(RankingMetric.values())
                .map(metric -> details(metric, tables))
                .collect(Collectors.joining("\n"))
            + leftOut());
  }

  private String details(RankingMetric metric, List<List<List<SliceResult>>> tables) {
    return "<details%s><summary>%s</summary>%s</details>"
        .formatted(
            metric == RankingMetric.HR_16 ? " open" : "",
            metric.label(),
            tables.stream().map(groups -> table(metric, groups)).collect(Collectors.joining("\n")));
  }

  private String table(RankingMetric metric, List<List<SliceResult>> groups) {
    GroupedTable table =
        new GroupedTable(
            Html.text(metric.label()), groups.stream().map(SliceSection::head).toList());
    for (int s = 0; s < report.suggesters().size(); s++) {
      int place = s;
      table.add(
          Searches.rowName(report, s),
          groups.stream()
              .map(
                  group ->
                      group.stream()
                          .map(slice -> cell(metric, slice.scores().get(place), place == 0))
                          .toList())
              .toList());
    }
    return table.html();
  }

  private static Group head(List<SliceResult> group) {
    return new Group(
        Html.text(group.get(0).group()),
        group.stream()
            .map(
                slice ->
                    "%s <small>n = %s</small>"
                        .formatted(Html.text(slice.name()), Html.count(slice.requests())))
            .toList());
  }

  private static Cell cell(RankingMetric metric, Scores scores, boolean ours) {
    if (ours) {
      return Cell.of(Html.percent(scores.mean(metric)));
    }
    Estimate lead = scores.lead(metric);
    Verdict verdict = Verdict.of(lead);
    double depth = Math.min(1, Math.abs(lead.mean()) / FULL_COLOUR);
    return new Cell(
        String.format(
            Locale.ROOT, " class=\"heat %s\" style=\"--depth:%.2f\"", verdict.css(), depth),
        "%s <b>%s</b> %s"
            .formatted(
                Html.percent(scores.mean(metric).mean()),
                Html.points(lead.mean()),
                Html.interval(lead)));
  }

  /** Groups of slices, several to a table as long as it stays narrow enough to read. */
  private List<List<List<SliceResult>>> tables() {
    List<List<List<SliceResult>>> tables = new ArrayList<>();
    int columns = MOST_COLUMNS;
    for (List<SliceResult> group : groups()) {
      columns += group.size();
      if (columns > MOST_COLUMNS) {
        tables.add(new ArrayList<>());
        columns = group.size();
      }
      tables.get(tables.size() - 1).add(group);
    }
    return tables;
  }

  private Collection<List<SliceResult>> groups() {
    Map<String, List<SliceResult>> groups = new LinkedHashMap<>();
    report.slices().stream()
        .skip(1)
        .forEach(slice -> groups.computeIfAbsent(slice.group(), g -> new ArrayList<>()).add(slice));
    return groups.values();
  }

  private String leftOut() {
    if (report.leftOut().isEmpty()) {
      return "";
    }
    return "<p class=\"meta\">Too few requests for figures of their own: %s.</p>"
        .formatted(
            report.leftOut().entrySet().stream()
                .map(part -> Html.text(part.getKey()) + " (" + part.getValue() + ")")
                .collect(Collectors.joining("; ")));
  }
}
