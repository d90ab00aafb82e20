package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.experiment.MetricResult.Against;
import dev.onesug.training.evaluation.experiment.MetricResult.VariantResult;
import dev.onesug.training.evaluation.page.Html;
import java.util.ArrayList;
import java.util.List;

/** Differences of variants and control as rows of a table. */
final class MetricTable {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param corner head of the column that names the rows
   */
  MetricTable(String corner, String control) {
    header =
        List.of(
            corner, "variant", Html.text(control), "its value", "difference", "change, %", "says");
  }

  /**
   * Adds a row for each variant but the control.
   *
   * @param name markup
   */
  void add(String name, MetricResult result) {
    VariantResult control = result.variants().get(0);
    for (VariantResult variant : result.variants().subList(1, result.variants().size())) {
      List<String> row = new ArrayList<>();
      row.add(name);
      row.add(Html.text(variant.variant()));
      row.add(value(control));
      row.add(value(variant));
      row.addAll(against(variant));
      rows.add(row);
    }
  }

  private static String value(VariantResult variant) {
    Estimate value = variant.value();
    return value == null
        ? Figures.NONE
        : "%s <small>%s to %s</small>"
            .formatted(
                Figures.number(value.mean()),
                Figures.number(value.low()),
                Figures.number(value.high()));
  }

  private static List<String> against(VariantResult variant) {
    Against against = variant.against();
    if (against == null) {
      return List.of(Figures.NONE, Figures.NONE, "nothing to compare yet");
    }
    Estimate absolute = against.difference().absolute();
    Estimate relative = against.difference().relative();
    return List.of(
        "%s <small>%s to %s</small>"
            .formatted(signed(absolute.mean()), signed(absolute.low()), signed(absolute.high())),
        relative == null
            ? Figures.NONE
            : "%s <small>%s to %s</small>"
                .formatted(
                    Html.points(relative.mean()),
                    Html.points(relative.low()),
                    Html.points(relative.high())),
        says(against));
  }

  private static String signed(double value) {
    return (value > 0 ? "+" : "") + Figures.number(value);
  }

  private static String says(Against against) {
    String words = against.finding().words();
    return against.finding() == Finding.TOO_FEW_USERS
        ? "<span class=\"unclear\">%s</span> <small>%s in each variant</small>"
            .formatted(words, Html.count(against.difference().usersNeeded()))
        : "<span class=\"%s\">%s</span>".formatted(css(against.finding()), words);
  }

  /** The style sheet's class. */
  static String css(Finding finding) {
    return switch (finding) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case DIFFERS -> "ours";
      case UNCLEAR, TOO_FEW_USERS -> "unclear";
    };
  }

  String html() {
    return Html.table(header, rows);
  }
}
