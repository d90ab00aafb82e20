package dev.onesug.training.evaluation.page;

import static dev.onesug.training.evaluation.RankingMetric.HR_16;
import static dev.onesug.training.evaluation.RankingMetric.MRR_16;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.RankingMetric;
import dev.onesug.training.evaluation.SliceResult.Scores;
import dev.onesug.training.evaluation.page.GroupedTable.Cell;
import dev.onesug.training.evaluation.page.GroupedTable.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The suggester under evaluation minus each of the others, and in words what that shows. */
record LeadSection(EvaluationReport report) {
  private static final RankingMetric[] METRICS = RankingMetric.values();

  Section section() {
    List<String> names = Searches.suggesters(report);
    List<ForestPlot.Panel> panels = new ArrayList<>();
    for (Searches searches : Searches.of(report)) {
      for (RankingMetric metric : List.of(HR_16, MRR_16)) {
        panels.add(
            ForestPlot.Panel.differences(
                metric.label() + ", " + searches.name(),
                others(searches).stream().map(scores -> scores.lead(metric)).toList()));
      }
    }
    ForestPlot plot = new ForestPlot("Differences", names.subList(1, names.size()), panels);
    return new Section(
        names.get(0) + " minus the others",
        "Paired differences in points over the same requests, with 95 % intervals. Where the interval"
            + " holds zero, chance explains the difference, and it is printed grey. Each interval"
            + " stands for itself: of twenty differences that are none, one is expected to exclude"
            + " zero.",
        plot.svg()
            + Searches.of(report).stream().map(LeadSection::table).collect(Collectors.joining()));
  }

  private static List<Scores> others(Searches searches) {
    List<Scores> all = searches.slice().scores();
    return all.subList(1, all.size());
  }

  private static String table(Searches searches) {
    GroupedTable table =
        new GroupedTable(
            "Compared with",
            List.of(
                new Group(searches.heading(), ScoreSection.metricLabels()),
                new Group("in words", List.of(""))));
    for (Scores other : others(searches)) {
      table.add(
          Html.text(other.suggester()),
          List.of(leads(other), List.of(new Cell(" class=\"words\"", words(other)))));
    }
    return table.html();
  }

  private static List<Cell> leads(Scores scores) {
    return Arrays.stream(METRICS).map(metric -> Cell.of(lead(scores.lead(metric)))).toList();
  }

  private static String lead(Estimate lead) {
    return "<span class=\"%s\">%s</span> %s"
        .formatted(Verdict.of(lead).css(), Html.points(lead.mean()), Html.interval(lead));
  }

  private static String words(Scores scores) {
    return Stream.of(
            sentence(scores, Verdict.BETTER, "Better in ", "every metric", "excludes zero"),
            sentence(scores, Verdict.WORSE, "Worse in ", "every metric", "excludes zero"),
            sentence(
                scores, Verdict.UNCLEAR, "No difference shown in ", "any metric", "holds zero"))
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String sentence(
      Scores scores, Verdict verdict, String finding, String all, String interval) {
    List<String> metrics =
        Arrays.stream(METRICS)
            .filter(metric -> Verdict.of(scores.lead(metric)) == verdict)
            .map(RankingMetric::label)
            .toList();
    if (metrics.isEmpty()) {
      return "";
    }
    String which = metrics.size() == METRICS.length ? all : String.join(", ", metrics);
    return "%s%s: the interval %s.".formatted(finding, which, interval);
  }
}
