package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.experiment.MetricResult.Against;
import dev.onesug.training.evaluation.experiment.MetricResult.VariantResult;
import dev.onesug.training.evaluation.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What an owner of the experiment has to know first, in sentences. */
record Conclusion(ExperimentReport report) {
  /** Above such a share of users in two variants, something sends them wrong. */
  private static final double MANY_CROSSED = 0.01;

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        (report.origin().simulated() ? "simulated: " : "")
            + "experiment %s, %s".formatted(report.settings().experiment(), users()));
    lines.addAll(warnings());
    lines.addAll(findings());
    return String.join(System.lineSeparator(), lines);
  }

  String users() {
    String split = report.split().isMismatch() ? "" : "; split as planned";
    return report.split().planned().keySet().stream()
        .map(variant -> "%s %s users".formatted(variant, Html.count(usersOf(variant))))
        .collect(Collectors.joining(", ", "", split));
  }

  private int usersOf(String variant) {
    return report.split().users().getOrDefault(variant, 0);
  }

  /** What makes all other figures doubtful. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (report.split().isMismatch()) {
      warnings.add(
          "The split is not the planned one (%s; p = %.2g): the variants hold other people. Find the cause before anything else is read."
              .formatted(splits(), report.split().pValue()));
    }
    int all = report.crossedOver() + sum(report.split().users());
    if (report.crossedOver() > MANY_CROSSED * all) {
      warnings.add(
          "%s of %s users got more than one variant and were left out: whatever splits them does not hold still."
              .formatted(Html.count(report.crossedOver()), Html.count(all)));
    }
    return warnings;
  }

  private static int sum(Map<String, Integer> users) {
    return users.values().stream().mapToInt(Integer::intValue).sum();
  }

  private String splits() {
    int all = Math.max(1, sum(report.split().users()));
    return report.split().planned().entrySet().stream()
        .map(
            variant ->
                "%s %s %% of %s %%"
                    .formatted(
                        variant.getKey(),
                        Figures.number(100.0 * usersOf(variant.getKey()) / all),
                        Figures.number(100 * variant.getValue())))
        .collect(Collectors.joining(", "));
  }

  /**
   * A sentence for each variant: the primary metric, and in which others it is told apart; none
   * where the variants hold other people.
   */
  List<String> findings() {
    if (report.split().isMismatch()) {
      return List.of();
    }
    MetricResult primary = report.primary();
    VariantResult control = primary.variants().get(0);
    return IntStream.range(1, primary.variants().size())
        .mapToObj(
            place ->
                finding(primary.metric(), control, primary.variants().get(place)) + others(place))
        .toList();
  }

  /** What the primary metric gained may have been paid for elsewhere. */
  private String others(int variant) {
    return Stream.of(Finding.WORSE, Finding.BETTER, Finding.DIFFERS)
        .map(finding -> others(variant, finding))
        .filter(sentence -> !sentence.isEmpty())
        .map(sentence -> " " + sentence)
        .collect(Collectors.joining());
  }

  private String others(int variant, Finding finding) {
    String metrics =
        report.metrics().stream()
            .filter(result -> !result.primary())
            .filter(result -> says(result.variants().get(variant), finding))
            .map(result -> "“%s”".formatted(result.metric().label()))
            .collect(Collectors.joining(", "));
    return metrics.isEmpty() ? "" : "Secondary, %s: %s.".formatted(finding.words(), metrics);
  }

  private static boolean says(VariantResult variant, Finding finding) {
    return variant.against() != null && variant.against().finding() == finding;
  }

  private static String finding(
      ExperimentMetric metric, VariantResult control, VariantResult variant) {
    Against against = variant.against();
    if (against == null) {
      return "%s: nothing to compare yet in “%s”.".formatted(variant.variant(), metric.label());
    }
    return "%s: %s in “%s”: %s instead of %s%s"
        .formatted(
            variant.variant(),
            against.finding().words(),
            metric.label(),
            Figures.mean(variant.value()),
            Figures.mean(control.value()),
            change(against));
  }

  private static String change(Against against) {
    Estimate relative = against.difference().relative();
    return relative == null
        ? "."
        : ", %s %%, interval %s to %s %%."
            .formatted(
                Html.points(relative.mean()),
                Html.points(relative.low()),
                Html.points(relative.high()));
  }
}
