package dev.onesug.training.evaluation.experiment;

/**
 * How wide an interval has to be, in standard errors, to hold the truth at every look at once and
 * not only at one that was fixed beforehand.
 *
 * <p>The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
 * ("Time-uniform central limit theory and asymptotic confidence sequences", theorem 2.2), a mixture
 * of normal likelihood ratios: after {@code n} users the interval is
 *
 * <pre>
 *   estimate ± standard error · √( (1 + 1/v) · (ln(1 + v) + 2 ln(1/α)) ),   v = n · ρ²
 * </pre>
 *
 * where {@code ρ} may be any number that is chosen before the data are seen. It decides at which
 * number of users the interval is tightest: at the planned one, where {@code v} solves {@code v =
 * ln(1 + v) + 2 ln(1/α)}. A plan that is wrong by a factor of ten costs a tenth to a quarter of the
 * width, and never validity.
 *
 * @param alpha chance that it ever misses, 0 to 1
 * @param plannedUsers where it is tightest; 1 or more
 */
record ConfidenceSequence(double alpha, double plannedUsers) {
  private static final int ROUNDS = 60;

  ConfidenceSequence {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha: " + alpha + " (expected: between 0 and 1)");
    }
    if (!(plannedUsers >= 1)) {
      throw new IllegalArgumentException(
          "plannedUsers: " + plannedUsers + " (expected: 1 or more)");
    }
  }

  /**
   * Standard errors from the estimate to either end.
   *
   * @param users seen so far; 1 or more
   */
  double multiplier(double users) {
    double v = tightest() * users / plannedUsers;
    return Math.sqrt((1 + 1 / v) * (Math.log1p(v) + doubt()));
  }

  /** Each round brings it nearer by a factor of more than two. */
  private double tightest() {
    double v = doubt();
    for (int round = 0; round < ROUNDS; round++) {
      v = Math.log1p(v) + doubt();
    }
    return v;
  }

  private double doubt() {
    return -2 * Math.log(alpha);
  }
}
