package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.experiment.ExperimentReport.GroupResult;
import dev.onesug.training.evaluation.experiment.MetricResult.Against;
import dev.onesug.training.evaluation.experiment.MetricResult.VariantResult;
import dev.onesug.training.evaluation.page.Html;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A look at an experiment, for a terminal. */
record ReportText(ExperimentReport report) {
  private static final String ROW = "%-32s %-14s %10s %10s  %-28s %s%n";

  String text() {
    StringBuilder text = new StringBuilder();
    append(text, "%s%n%n", new Conclusion(report).text());
    table(text, "all users", report.metrics());
    for (GroupResult group : report.groups()) {
      table(text, group.group(), List.of(group.metrics().get(0)));
    }
    return text.toString();
  }

  private void table(StringBuilder text, String title, List<MetricResult> metrics) {
    append(text, ROW, title, "variant", report.settings().control(), "its value", "change, %", "");
    for (MetricResult result : metrics) {
      VariantResult control = result.variants().get(0);
      for (VariantResult variant : result.variants().subList(1, result.variants().size())) {
        append(
            text,
            ROW,
            (result.primary() ? "* " : "  ") + result.metric().label(),
            variant.variant(),
            Figures.mean(control.value()),
            Figures.mean(variant.value()),
            change(variant.against()),
            variant.against() == null ? "nothing to compare" : variant.against().finding().words());
      }
    }
    append(text, "%n");
  }

  private static String change(@Nullable Against against) {
    Estimate relative = against == null ? null : against.difference().relative();
    return relative == null
        ? "–"
        : "%s [%s, %s]"
            .formatted(
                Html.points(relative.mean()),
                Html.points(relative.low()),
                Html.points(relative.high()));
  }

  private static void append(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
