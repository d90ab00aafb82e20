package dev.onesug.training.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.EvaluationSettings;
import dev.onesug.training.evaluation.ListQuality;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.RankingMetric;
import dev.onesug.training.evaluation.SliceResult;
import dev.onesug.training.evaluation.SliceResult.Scores;
import dev.onesug.training.evaluation.SuggesterResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final Estimate MEAN = new Estimate(0.612, 0.601, 0.623);
  private static final Estimate AHEAD = new Estimate(0.034, 0.021, 0.047);
  private static final Estimate BEHIND = new Estimate(-0.034, -0.047, -0.021);
  private static final Estimate OPEN = new Estimate(0.002, -0.004, 0.008);

  @TempDir Path folder;

  private static Map<RankingMetric, Estimate> all(Estimate estimate) {
    Map<RankingMetric, Estimate> estimates = new EnumMap<>(RankingMetric.class);
    for (RankingMetric metric : RankingMetric.values()) {
      estimates.put(metric, estimate);
    }
    return estimates;
  }

  /**
   * A suggester under evaluation, which leads each of the others by so much in every part. The
   * third of the others is a ceiling.
   */
  private static EvaluationReport report(String ours, boolean simulated, Estimate... leads) {
    List<String> names =
        IntStream.rangeClosed(0, leads.length).mapToObj(s -> s == 0 ? ours : "other " + s).toList();
    List<Scores> scores =
        IntStream.rangeClosed(0, leads.length)
            .mapToObj(
                s -> new Scores(names.get(s), all(MEAN), s == 0 ? Map.of() : all(leads[s - 1])))
            .toList();
    return new EvaluationReport(
        new Origin(Instant.EPOCH, "a machine", null, "evaluate", "the <test> log", simulated),
        EvaluationSettings.DEFAULT,
        2,
        names.stream()
            .map(
                name ->
                    new SuggesterResult(
                        name,
                        "Says <nothing>",
                        name.equals("other 3"),
                        1000,
                        1.5,
                        2.25,
                        new ListQuality(0, 0, 0, 0.1, 0.7)))
            .toList(),
        List.of(
            new SliceResult(SliceResult.ALL, SliceResult.ALL, 1500, scores),
            new SliceResult("Letters typed", "1", 500, scores),
            new SliceResult(SliceResult.OUTCOME, SliceResult.ORDERED, 321, scores)),
        Map.of("User's history: none", 12),
        Map.of("al<i>gn", Map.of("recallAt10", Map.of("gain", "<b>0.1</b>"))));
  }

  private static String page(EvaluationReport report) {
    return new ReportPage(report).html();
  }

  @Test
  void html_anyText_isEscapedAndNothingComesFromElsewhere() {
    assertThat(page(report("<script>alert('x')</script>", true, AHEAD)))
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
        .contains("the &lt;test&gt; log", "Says &lt;nothing&gt;", "al&lt;i&gt;gn")
        .contains("&lt;b&gt;0.1&lt;/b&gt;", "recall at10 · gain", "User&#39;s history: none (12)")
        .doesNotContain("<script", "al<i>gn", "<b>0.1", "http:", "https:", "NaN", "url(");
  }

  @Test
  void html_simulatedBehaviour_isSaidAtEveryFigure() {
    String badge = "<span class=\"badge\">simulated</span>";
    String page = page(report("OneSug", true, AHEAD));
    assertThat(page.split(badge, -1)).hasSize(page.split("<h[12]>", -1).length);
    assertThat(page(report("OneSug", false, AHEAD))).doesNotContain("simulated");
  }

  @Test
  void html_significance_isSaidInWords() {
    assertThat(page(report("OneSug", true, AHEAD)))
        .contains("better, the interval excludes zero")
        .contains("Better in every metric: the interval excludes zero.")
        .contains("better than 1 of the 1 others and worse than 0");
    assertThat(page(report("OneSug", true, BEHIND)))
        .contains("worse, the interval excludes zero")
        .contains("Worse in every metric: the interval excludes zero.");
    assertThat(page(report("OneSug", true, OPEN)))
        .contains("no difference is shown, the interval holds zero")
        .contains("No difference shown in any metric: the interval holds zero.");
  }

  @Test
  void html_ceiling_isNoOpponentButHasItsRows() {
    String page = page(report("OneSug", true, AHEAD, AHEAD, BEHIND));
    assertThat(page)
        .contains("better than 2 of the 2 others and worse than 0")
        .contains(">other 3<", "Worse in every metric: the interval excludes zero.")
        .doesNotContain("the best of the others, other 3");
  }

  @Test
  void html_everyFigure_standsInATableAndHowTimesWereTaken() {
    assertThat(page(report("OneSug", true, AHEAD)))
        .contains("61.2 <small>60.1–62.3</small>")
        .contains("<b>+3.4</b> <small>+2.1 to +4.7</small>")
        .contains("all clicks <small>n = 1,500</small>", "orders <small>n = 321</small>")
        .contains("<td data-first>1.50</td><td>2.25</td>")
        .contains("2 suggesters were asked at the same time");
  }

  @Test
  void html_sixteenSuggesters_hasARowForEachInEveryPlotAndTable() {
    Estimate[] leads = new Estimate[15];
    Arrays.fill(leads, OPEN);
    String page = page(report("OneSug", true, leads));
    // Two plots; scores, differences (all clicks, orders); who was asked; six metrics of slices.
    assertThat(page.split(">other 15<", -1)).hasSize(1 + 2 + 2 * 2 + 1 + 6);
  }

  @Test
  void html_oneSuggesterAlone_comparesNothing() {
    assertThat(page(report("OneSug", true))).doesNotContain("minus the others", "Against");
  }

  @Test
  void write_folder_holdsPageAndFigures() throws IOException {
    EvaluationReport report = report("OneSug", true, AHEAD, OPEN);
    ReportFolder written = new ReportFolder(folder.resolve("new"));
    written.write(report);
    assertThat(EvaluationReport.read(written.json())).isEqualTo(report);
    assertThat(Files.readString(written.page())).isEqualTo(page(report));
  }
}
