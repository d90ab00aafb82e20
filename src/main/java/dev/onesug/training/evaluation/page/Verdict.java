package dev.onesug.training.evaluation.page;

import dev.onesug.training.evaluation.Estimate;

/** What the interval of a difference says: chance explains it, or one of the two is ahead. */
enum Verdict {
  BETTER("better"),
  WORSE("worse"),
  UNCLEAR("unclear");

  private final String css;

  Verdict(String css) {
    this.css = css;
  }

  static Verdict of(Estimate difference) {
    if (!difference.excludesZero()) {
      return UNCLEAR;
    }
    return difference.mean() > 0 ? BETTER : WORSE;
  }

  /** The style sheet's class. */
  String css() {
    return css;
  }
}
