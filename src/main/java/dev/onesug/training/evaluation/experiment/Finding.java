package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.experiment.ExperimentMetric.Good;

/** What a difference says. */
public enum Finding {
  BETTER("better"),
  WORSE("worse"),
  /** It differs, and neither way is better. */
  DIFFERS("differs"),
  UNCLEAR("no difference shown"),
  /** The intervals of so skewed a metric are not to be trusted yet. */
  TOO_FEW_USERS("too few users yet");

  private final String words;

  Finding(String words) {
    this.words = words;
  }

  static Finding of(ExperimentMetric metric, Difference difference) {
    if (!difference.enoughUsers()) {
      return TOO_FEW_USERS;
    }
    if (!difference.absolute().excludesZero()) {
      return UNCLEAR;
    }
    if (metric.good() == Good.NEITHER) {
      return DIFFERS;
    }
    return difference.absolute().mean() > 0 == (metric.good() == Good.HIGH) ? BETTER : WORSE;
  }

  /** As the report prints it. */
  public String words() {
    return words;
  }

  /** Whether the variants are told apart. */
  public boolean isDecided() {
    return this == BETTER || this == WORSE || this == DIFFERS;
  }
}
