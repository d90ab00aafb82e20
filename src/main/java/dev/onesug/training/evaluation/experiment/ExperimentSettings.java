package dev.onesug.training.evaluation.experiment;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was planned before the data came.
 *
 * @param experiment its name in the log
 * @param control the variant that the others are compared with
 * @param primary the metric that decides
 * @param alpha chance that a decision is ever wrong where nothing differs
 * @param plannedUsers of all variants together: where intervals are tightest
 * @param split weights of the variants as users were sent to them; empty for equal ones
 * @param from events before it are history, null for the beginning of the log
 * @param until events from then on are left out, null for the end of the log
 */
public record ExperimentSettings(
    String experiment,
    String control,
    ExperimentMetric primary,
    double alpha,
    int plannedUsers,
    Map<String, Double> split,
    @Nullable Instant from,
    @Nullable Instant until) {
  public static final String DEFAULT_CONTROL = "control";
  public static final double DEFAULT_ALPHA = 0.05;
  public static final int DEFAULT_PLANNED_USERS = 10_000;

  public ExperimentSettings {
    split = Map.copyOf(split);
    check(!experiment.isBlank(), "experiment", experiment, "a name");
    check(alpha > 0 && alpha < 1, "alpha", alpha, "between 0 and 1");
    check(plannedUsers >= 1, "plannedUsers", plannedUsers, "1 or more");
    split.forEach(
        (variant, weight) ->
            check(
                weight > 0 && weight < Double.POSITIVE_INFINITY,
                "split." + variant,
                weight,
                "above 0"));
    check(from == null || until == null || from.isBefore(until), "until", until, "after " + from);
  }

  /** With the defaults of all that can be left out. */
  public static ExperimentSettings of(String experiment) {
    return new ExperimentSettings(
        experiment,
        DEFAULT_CONTROL,
        ExperimentMetric.SEARCHES_BY_SUGGESTION,
        DEFAULT_ALPHA,
        DEFAULT_PLANNED_USERS,
        Map.of(),
        null,
        null);
  }

  private static void check(boolean right, String name, @Nullable Object value, String rule) {
    if (!right) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, rule));
    }
  }

  boolean isHistory(Instant time) {
    return from != null && time.isBefore(from);
  }

  boolean isOver(Instant time) {
    return until != null && !time.isBefore(until);
  }
}
