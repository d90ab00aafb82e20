package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.experiment.MetricResult.Against;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentReadoutTest {
  private static final double EFFECT = 0.25;

  @TempDir Path temp;

  private static ExperimentSettings settings(String control, Map<String, Double> split) {
    return new ExperimentSettings(
        SimulatedExperiment.NAME,
        control,
        ExperimentMetric.SEARCHES_BY_SUGGESTION,
        0.05,
        2000,
        split,
        null,
        null);
  }

  private static ExperimentReport read(
      ExperimentSettings settings, UserGroups groups, List<FeedbackEvent> events)
      throws IOException {
    return new ExperimentReadout(settings, groups)
        .of(events::forEach, Origin.here("a test", "simulated <people>", true));
  }

  private static ExperimentReport read(List<FeedbackEvent> events) throws IOException {
    return read(settings("control", Map.of()), UserGroups.NONE, events);
  }

  private static List<FeedbackEvent> events(double effect, long seed) {
    return new SimulatedExperiment(2000, effect, seed).events().stream().distinct().toList();
  }

  private static Against against(ExperimentReport report, ExperimentMetric metric) {
    return report.metrics().stream()
        .filter(result -> result.metric() == metric)
        .findFirst()
        .orElseThrow()
        .variants()
        .get(1)
        .against();
  }

  @Test
  void of_knownEffect_isFoundAndHeldByTheInterval() throws IOException {
    ExperimentReport report = read(events(EFFECT, 1));

    Against primary = against(report, ExperimentMetric.SEARCHES_BY_SUGGESTION);
    assertThat(primary.finding()).isEqualTo(Finding.BETTER);
    assertThat(primary.difference().relative()).isNotNull();
    assertThat(primary.difference().relative().low()).isLessThan(EFFECT);
    assertThat(primary.difference().relative().high()).isGreaterThan(EFFECT);
    assertThat(against(report, ExperimentMetric.LATENCY).finding()).isEqualTo(Finding.WORSE);
    assertThat(against(report, ExperimentMetric.ITEM_CLICKS).finding()).isEqualTo(Finding.UNCLEAR);
    assertThat(against(report, ExperimentMetric.SEARCHES).finding()).isEqualTo(Finding.UNCLEAR);
    assertThat(report.primary().metric()).isEqualTo(ExperimentMetric.SEARCHES_BY_SUGGESTION);
    assertThat(report.split().isMismatch()).isFalse();
    assertThat(report.served().get("new").versions()).containsOnlyKeys("shop-2");
  }

  /** Times apart, which the simulation makes differ in any case. */
  @Test
  void of_nothingDiffers_findsNothing() throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      ExperimentReport report = read(events(0, seed));

      assertThat(report.metrics())
          .filteredOn(result -> result.metric() != ExperimentMetric.LATENCY)
          .allSatisfy(
              result ->
                  assertThat(result.variants().get(1).against().finding().isDecided())
                      .as(result.metric().label())
                      .isFalse());
    }
  }

  @Test
  void of_groups_divideTheUsers() throws IOException {
    Map<String, String> countries = new HashMap<>();
    for (int user = 0; user < 1000; user++) {
      countries.put("c" + user, "north");
    }

    ExperimentReport report =
        read(settings("control", Map.of()), new UserGroups(countries), events(EFFECT, 1));

    assertThat(report.groups())
        .extracting(ExperimentReport.GroupResult::group)
        .containsExactly(
            "not signed in",
            "signed in",
            "in the log before",
            "new to the log",
            "in no group",
            "north");
    assertThat(report.groups().get(0).metrics().get(0).alpha()).isEqualTo(0.025);
    assertThat(report.groups().subList(0, 2).stream().mapToInt(ExperimentReadoutTest::users).sum())
        .isEqualTo(2000);
  }

  private static int users(ExperimentReport.GroupResult group) {
    return group.metrics().get(0).variants().stream()
        .mapToInt(MetricResult.VariantResult::users)
        .sum();
  }

  @Test
  void of_alpha_isSharedByTheSecondaryMetrics() throws IOException {
    ExperimentReport report = read(events(0, 1));

    assertThat(report.primary().alpha()).isEqualTo(0.05);
    assertThat(report.metrics().subList(1, report.metrics().size()))
        .allSatisfy(result -> assertThat(result.alpha()).isEqualTo(0.05 / 10));
  }

  @Test
  void of_otherSplitThanPlanned_isAnAlarm() throws IOException {
    ExperimentReport report =
        read(
            settings("control", Map.of("control", 9.0, "new", 1.0)), UserGroups.NONE, events(0, 1));

    assertThat(report.split().isMismatch()).isTrue();
    assertThat(report.text())
        .contains("The split is not the planned one (control ")
        .doesNotContain("new: ");
    assertThat(new ExperimentPage(report).html()).contains("<p class=\"alarm\">The split is not");
  }

  @Test
  void of_whatIsNotThere_saysWhatIs() {
    List<FeedbackEvent> events = events(0, 1);
    assertRefused(
        ExperimentSettings.of("other"),
        events,
        "experiment: other (expected: one with a variant in the log and the time asked for; the log names simulated-box)");
    assertRefused(
        ExperimentSettings.of("other"),
        List.of(),
        "experiment: other (expected: one with a variant in the log and the time asked for; the log names none)");
    assertRefused(
        settings("old", Map.of()), events, "control: old (expected: one of control, new)");
    assertRefused(
        settings("control", Map.of()),
        events.stream().filter(event -> !"new".equals(event.attributes().variant())).toList(),
        "variants of simulated-box: control alone (expected: 2 or more)");
    assertRefused(
        settings("control", Map.of("control", 1.0)),
        events,
        "split: {control=1.0} (expected: a weight for new too, which is in the log)");
  }

  private static void assertRefused(
      ExperimentSettings settings, List<FeedbackEvent> events, String message) {
    assertThatThrownBy(() -> read(settings, UserGroups.NONE, events))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** A planned variant that nobody got has nothing to compare, and no figure is made up. */
  @Test
  void of_variantNobodyGot_hasNoFigures() throws IOException {
    ExperimentReport report =
        read(
            settings("control", Map.of("control", 1.0, "new", 1.0, "third", 1.0)),
            UserGroups.NONE,
            events(0, 1));

    assertThat(report.split().isMismatch()).isTrue();
    MetricResult.VariantResult third = report.primary().variants().get(2);
    assertThat(third.users()).isZero();
    assertThat(third.value()).isNull();
    assertThat(third.against()).isNull();
    assertThat(report.text()).contains("nothing to compare");
    assertThat(new ExperimentPage(report).html()).contains("nothing to compare yet");
  }

  @Test
  void write_report_isJsonAndAPageThatSaysSimulated() throws IOException {
    ExperimentReport report = read(events(EFFECT, 1));

    Path page = report.write(temp);

    assertThat(Files.readString(temp.resolve("experiment.json")))
        .contains("\"SEARCHES_BY_SUGGESTION\"", "\"pValue\"")
        .doesNotContain("NaN", "Infinity");
    assertThat(Files.readString(page))
        .contains("<span class=\"badge\">simulated</span>")
        .contains("simulated &lt;people&gt;")
        .doesNotContain("NaN", "Infinity", "<people>");
    assertThat(report.text()).startsWith("simulated: experiment simulated-box, control ");
  }
}
