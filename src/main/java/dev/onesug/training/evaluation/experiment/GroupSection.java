package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.experiment.ExperimentReport.GroupResult;
import dev.onesug.training.evaluation.page.Html;
import dev.onesug.training.evaluation.page.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the variants did to groups of users: the primary metric at once, the others on demand. */
record GroupSection(ExperimentReport report) {

  List<Section> sections() {
    if (report.groups().isEmpty()) {
      return List.of();
    }
    Map<String, List<GroupResult>> byGrouping =
        report.groups().stream()
            .collect(
                Collectors.groupingBy(
                    GroupResult::grouping, LinkedHashMap::new, Collectors.toList()));
    return List.of(
        new Section(
            "By group of users",
            report.primary().metric().label()
                + ", by what was known of a user before they got a variant. The groups of a table"
                + " share the chance of one error, so that their intervals are wider; a group that"
                + " is told apart is where to test next, and that another is not does not say that"
                + " the two differ.",
            byGrouping.entrySet().stream()
                .map(grouping -> grouping(grouping.getKey(), grouping.getValue()))
                .collect(Collectors.joining("\n"))));
  }

  private String grouping(String name, List<GroupResult> groups) {
    MetricTable table = new MetricTable(Html.text(name), report.settings().control());
    groups.forEach(group -> table.add(name(group), group.metrics().get(0)));
    return table.html() + groups.stream().map(this::details).collect(Collectors.joining("\n"));
  }

  /** With the users of each variant, the control's first. */
  private static String name(GroupResult group) {
    return "%s <small>%s users</small>"
        .formatted(
            Html.text(group.group()),
            group.metrics().get(0).variants().stream()
                .map(variant -> Html.count(variant.users()))
                .collect(Collectors.joining(" / ")));
  }

  private String details(GroupResult group) {
    MetricTable table = new MetricTable("Metric", report.settings().control());
    group.metrics().forEach(result -> table.add(Html.text(result.metric().label()), result));
    return "<details><summary>%s: every metric</summary>%s</details>"
        .formatted(Html.text(group.group()), table.html());
  }
}
