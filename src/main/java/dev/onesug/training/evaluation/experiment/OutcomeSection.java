package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.experiment.MetricResult.Against;
import dev.onesug.training.evaluation.experiment.MetricResult.VariantResult;
import dev.onesug.training.evaluation.page.ForestPlot;
import dev.onesug.training.evaluation.page.Html;
import dev.onesug.training.evaluation.page.Section;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the variants did to all users, every metric. */
record OutcomeSection(ExperimentReport report) {
  /** A change of more than its double in either direction tells nothing and hides the others. */
  private static final double WIDEST = 1;

  Section section() {
    MetricTable table = new MetricTable("Metric", report.settings().control());
    report.metrics().forEach(result -> table.add(name(result), result));
    return new Section(
        "What the variants did",
        "Change against "
            + report.settings().control()
            + " in per cent, with intervals that hold at every look at once. Colour says what an"
            + " interval that excludes zero shows: green better, red worse, blue different. Where it"
            + " holds zero, chance explains the change, and smaller effects than the interval's ends"
            + " are not excluded. The first metric decides; the others together have the same chance"
            + " of one error.",
        plot() + table.html());
  }

  private static String name(MetricResult result) {
    String name = Html.text(result.metric().label());
    return result.primary() ? name + " <small>primary</small>" : name;
  }

  private String plot() {
    List<MetricResult> drawn = report.metrics().stream().filter(OutcomeSection::fits).toList();
    if (drawn.isEmpty()) {
      return "<p>No change is known well enough to be drawn.</p>";
    }
    int variants = drawn.get(0).variants().size();
    return new ForestPlot(
            "Change by metric",
            drawn.stream().map(result -> result.metric().label()).toList(),
            IntStream.range(1, variants).mapToObj(variant -> panel(drawn, variant)).toList())
        .svg();
  }

  private static boolean fits(MetricResult result) {
    return result.variants().stream()
        .skip(1)
        .map(OutcomeSection::relative)
        .allMatch(change -> change != null && change.low() >= -WIDEST && change.high() <= WIDEST);
  }

  private static @Nullable Estimate relative(VariantResult variant) {
    Against against = variant.against();
    return against == null ? null : against.difference().relative();
  }

  private static ForestPlot.Panel panel(List<MetricResult> drawn, int variant) {
    List<VariantResult> results =
        drawn.stream().map(result -> result.variants().get(variant)).toList();
    return new ForestPlot.Panel(
        results.get(0).variant() + ", change in %",
        results.stream().map(result -> Objects.requireNonNull(relative(result))).toList(),
        true,
        results.stream()
            .map(result -> Objects.requireNonNull(result.against()).finding())
            .map(MetricTable::css)
            .toList());
  }
}
