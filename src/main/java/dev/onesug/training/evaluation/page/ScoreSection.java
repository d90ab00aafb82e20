package dev.onesug.training.evaluation.page;

import static dev.onesug.training.evaluation.RankingMetric.HR_16;
import static dev.onesug.training.evaluation.RankingMetric.MRR_16;

import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.ListQuality;
import dev.onesug.training.evaluation.RankingMetric;
import dev.onesug.training.evaluation.SliceResult;
import dev.onesug.training.evaluation.SuggesterResult;
import dev.onesug.training.evaluation.page.GroupedTable.Cell;
import dev.onesug.training.evaluation.page.GroupedTable.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every suggester over all requests: found or not, how far up, how clean, how fast. */
record ScoreSection(EvaluationReport report) {
  private static final List<String> LISTS =
      List.of("empty", "invalid", "repeated", "off text", "diversity");
  private static final List<String> TIMES = List.of("median", "p95", "timed");
  private static final String EXPLANATION =
      "In per cent, with 95 %% intervals. HR@k: the searched query is among the first k. MRR@16: one"
          + " over its rank. NDCG@16: one over the logarithm of its rank, where an order weighs 2, an"
          + " item click 1.5 and a search 1. Saved@16: letters of the searched queries that need not"
          + " be typed because they are shown. Lists: requests without any suggestion; suggestions"
          + " that may not be suggested, that the list holds twice, that do not begin with the typed"
          + " text (right where that has a slip); how different the words of two suggestions of a"
          + " list are. Milliseconds: one request on one thread, %d of them at once, of as"
          + " many searches as were timed.";

  Section section() {
    List<ForestPlot.Panel> panels = new ArrayList<>();
    for (Searches searches : Searches.of(report)) {
      for (RankingMetric metric : List.of(HR_16, MRR_16)) {
        panels.add(
            ForestPlot.Panel.shares(
                metric.label() + ", " + searches.name(),
                searches.slice().scores().stream().map(scores -> scores.mean(metric)).toList()));
      }
    }
    return new Section(
        "All suggesters",
        EXPLANATION.formatted(report.askedAtOnce()),
        new ForestPlot("All suggesters", Searches.suggesters(report), panels).svg() + tables());
  }

  private String tables() {
    List<Searches> parts = Searches.of(report);
    return IntStream.range(0, parts.size())
        .mapToObj(part -> table(parts.get(part), part == 0))
        .collect(Collectors.joining());
  }

  /**
   * The means over some searches.
   *
   * @param whole whether they are all searches, which is what lists and times are of
   */
  private String table(Searches searches, boolean whole) {
    List<Group> groups = new ArrayList<>(List.of(new Group(searches.heading(), metricLabels())));
    if (whole) {
      groups.add(new Group("ms", TIMES));
      groups.add(new Group("lists", LISTS));
    }
    GroupedTable table = new GroupedTable("Suggester", groups);
    for (int s = 0; s < report.suggesters().size(); s++) {
      SuggesterResult result = report.suggesters().get(s);
      List<Cell> means = means(searches.slice().scores().get(s));
      table.add(
          Searches.rowName(report, s),
          whole ? List.of(means, times(result), lists(result.lists())) : List.of(means));
    }
    return table.html();
  }

  static List<String> metricLabels() {
    return Arrays.stream(RankingMetric.values()).map(RankingMetric::label).toList();
  }

  private static List<Cell> means(SliceResult.Scores scores) {
    return Arrays.stream(RankingMetric.values())
        .map(metric -> Cell.of(Html.percent(scores.mean(metric))))
        .toList();
  }

  private static List<Cell> lists(ListQuality lists) {
    return Stream.of(
            lists.emptyShare(),
            lists.invalidShare(),
            lists.duplicateShare(),
            lists.offPrefixShare(),
            lists.diversity())
        .map(Html::percent)
        .map(Cell::of)
        .toList();
  }

  private static List<Cell> times(SuggesterResult result) {
    return List.of(
        Cell.of(String.format(Locale.ROOT, "%.2f", result.medianMillis())),
        Cell.of(String.format(Locale.ROOT, "%.2f", result.p95Millis())),
        Cell.of(Html.count(result.timed())));
  }
}
