package dev.onesug.training.evaluation.page;

import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.SliceResult;
import dev.onesug.training.evaluation.SuggesterResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The two kinds of target that are shown side by side, as the paper has them: all searches
 * ("clicks"), and those that led to an order.
 *
 * @param name as the page calls them
 */
record Searches(String name, SliceResult slice) {

  /** Orders come along only where there are enough of them. */
  static List<Searches> of(EvaluationReport report) {
    List<Searches> parts = new ArrayList<>();
    parts.add(new Searches("all clicks", report.overall()));
    report.orders().ifPresent(slice -> parts.add(new Searches("orders", slice)));
    return parts;
  }

  static List<String> suggesters(EvaluationReport report) {
    return report.suggesters().stream().map(SuggesterResult::name).toList();
  }

  /** A suggester's name as a row has it; the one under evaluation stands out. */
  static String rowName(EvaluationReport report, int suggester) {
    String name = Html.text(report.suggesters().get(suggester).name());
    return suggester == 0 ? "<span class=\"ours\">" + name + "</span>" : name;
  }

  /** Name and number. */
  String heading() {
    return "%s <small>n = %s</small>".formatted(name, Html.count(slice.requests()));
  }
}
