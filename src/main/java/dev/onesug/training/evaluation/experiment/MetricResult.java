package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Estimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric of all variants, the control first.
 *
 * @param primary whether it decides
 * @param alpha chance that the interval of one difference ever misses
 */
public record MetricResult(
    ExperimentMetric metric, boolean primary, double alpha, List<VariantResult> variants) {

  /**
   * One variant.
   *
   * @param value null while nobody did anything to be counted
   * @param against the control; null for the control itself, and while either is not known
   */
  public record VariantResult(
      String variant, int users, @Nullable Estimate value, @Nullable Against against) {}

  /** A variant minus the control, and what that says. */
  public record Against(Difference difference, Finding finding) {}
}
