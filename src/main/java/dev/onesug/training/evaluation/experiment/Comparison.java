package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.experiment.MetricResult.Against;
import dev.onesug.training.evaluation.experiment.MetricResult.VariantResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares variants with the control, metric by metric. The primary metric has the chance of error
 * {@code α} for itself, and all others share another {@code α}, in equal parts by metric, variant
 * and user group (Bonferroni).
 *
 * @param shares planned share of each variant, the control first
 * @param groups that the users are divided into; what is compared here is one of them
 */
record Comparison(ExperimentSettings settings, Map<String, Double> shares, int groups) {

  List<MetricResult> of(List<UserOutcome> users) {
    Map<String, List<UserOutcome>> byVariant =
        users.stream().collect(Collectors.groupingBy(UserOutcome::variant));
    return Arrays.stream(ExperimentMetric.values())
        .map(metric -> result(metric, byVariant))
        .sorted((one, other) -> Boolean.compare(other.primary(), one.primary()))
        .toList();
  }

  private MetricResult result(ExperimentMetric metric, Map<String, List<UserOutcome>> users) {
    boolean primary = metric == settings.primary();
    int parts = primary ? 1 : ExperimentMetric.values().length - 1;
    double alpha = settings.alpha() / (parts * (shares.size() - 1) * groups);
    ArmRatio control = metric.ratio(users.getOrDefault(settings.control(), List.of()));
    return new MetricResult(
        metric,
        primary,
        alpha,
        shares.keySet().stream()
            .map(
                variant -> {
                  ArmRatio arm = metric.ratio(users.getOrDefault(variant, List.of()));
                  return new VariantResult(
                      variant,
                      arm.users(),
                      value(variant, arm, alpha),
                      variant.equals(settings.control())
                          ? null
                          : against(metric, control, variant, arm, alpha));
                })
            .toList());
  }

  private @Nullable Estimate value(String variant, ArmRatio arm, double alpha) {
    if (!arm.isKnown()) {
      return null;
    }
    double half = arm.standardError() * sequence(alpha, share(variant)).multiplier(arm.users());
    return new Estimate(arm.value(), arm.value() - half, arm.value() + half);
  }

  private @Nullable Against against(
      ExperimentMetric metric, ArmRatio control, String variant, ArmRatio arm, double alpha) {
    if (!control.isKnown() || !arm.isKnown()) {
      return null;
    }
    double multiplier =
        sequence(alpha, share(settings.control()) + share(variant))
            .multiplier(control.users() + arm.users());
    Difference difference = Difference.of(control, arm, multiplier);
    return new Against(difference, Finding.of(metric, difference));
  }

  private double share(String variant) {
    return shares.getOrDefault(variant, 0.0);
  }

  private ConfidenceSequence sequence(double alpha, double share) {
    return new ConfidenceSequence(alpha, Math.max(1, settings.plannedUsers() * share / groups));
  }
}
