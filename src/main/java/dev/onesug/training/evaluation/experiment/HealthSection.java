package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.page.Html;
import dev.onesug.training.evaluation.page.Section;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the experiment is sound: who came to which variant, and what served them. */
record HealthSection(ExperimentReport report) {

  Section section() {
    return new Section(
        "Is it sound?",
        "If users do not come as planned, the variants hold other people. If the model versions are"
            + " not those that a variant was meant to get, it tested something else. Times are of"
            + " lists as they were shown.",
        split() + crossed() + served());
  }

  private String split() {
    SampleRatio split = report.split();
    double all = split.users().values().stream().mapToInt(Integer::intValue).sum();
    String verdict =
        split.isMismatch()
            ? "<p class=\"alarm\">Not as planned: p = %.2g, below %.2g.</p>"
            : "<p><span class=\"better\">As planned</span>, as far as can be seen: p = %.2g, an alarm below %.2g.</p>";
    return Html.table(
            List.of("Variant", "users", "share, %", "planned, %"),
            split.planned().entrySet().stream().map(variant -> row(variant, all)).toList())
        + verdict.formatted(split.pValue(), SampleRatio.ALARM);
  }

  private List<String> row(Map.Entry<String, Double> variant, double all) {
    int users = report.split().users().getOrDefault(variant.getKey(), 0);
    return List.of(
        Html.text(variant.getKey()),
        Html.count(users),
        Html.percent(all == 0 ? 0 : users / all),
        Html.percent(variant.getValue()));
  }

  private String crossed() {
    return "<p>%s users got more than one variant and were left out.</p>"
        .formatted(Html.count(report.crossedOver()));
  }

  private String served() {
    return Html.table(
        List.of("Variant", "lists", "answered by", "timed", "p50, ms", "p95, ms", "p99, ms"),
        report.served().entrySet().stream()
            .map(
                variant -> {
                  ServedLists lists = variant.getValue();
                  return List.of(
                      Html.text(variant.getKey()),
                      Html.count(lists.lists()),
                      versions(lists),
                      Html.count(lists.timed()),
                      millis(lists, lists.p50Millis()),
                      millis(lists, lists.p95Millis()),
                      millis(lists, lists.p99Millis()));
                })
            .toList());
  }

  private static String versions(ServedLists lists) {
    return lists.versions().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            version ->
                "%s&nbsp;<small>%s&nbsp;%%</small>"
                    .formatted(
                        Html.text(version.getKey()),
                        Html.percent((double) version.getValue() / lists.lists())))
        .collect(Collectors.joining(", "));
  }

  private static String millis(ServedLists lists, double millis) {
    return lists.timed() == 0 ? Figures.NONE : Figures.number(millis);
  }
}
