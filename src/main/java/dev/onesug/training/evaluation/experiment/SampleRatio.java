package dev.onesug.training.evaluation.experiment;

import java.util.Map;

/**
 * Whether users came to the variants as planned. Where they did not, the split or the log is
 * broken, the arms hold other people, and no other figure is to be trusted.
 *
 * <p>The test may be looked at as often as the intervals: it sets the planned split against a
 * mixture of others (Lindon and Malek, "Anytime-Valid Inference for Multinomial Count Data",
 * NeurIPS 2022): half of them a point or two beside the plan, a Dirichlet distribution that weighs
 * as a thousand users, and half of them anywhere, one that weighs as ten. A chi-square test at each
 * look would raise false alarms.
 *
 * @param users by variant
 * @param planned shares of one, by variant
 * @param pValue the chance that a split as planned ever looks as odd as this
 */
public record SampleRatio(Map<String, Integer> users, Map<String, Double> planned, double pValue) {
  /** Of a hundred sound experiments, one at most is ever called broken. */
  static final double ALARM = 0.01;

  private static final double NEAR = 1000;
  private static final double ANYWHERE = 10;
  private static final double SERIES_FROM = 15;

  /**
   * Tests a split.
   *
   * @param planned shares that sum to one, for the same variants
   */
  static SampleRatio of(Map<String, Integer> users, Map<String, Double> planned) {
    double evidence = (evidence(users, planned, NEAR) + evidence(users, planned, ANYWHERE)) / 2;
    return new SampleRatio(users, planned, Math.min(1, 1 / evidence));
  }

  /** How much likelier the users are under other splits than under the planned one. */
  private static double evidence(
      Map<String, Integer> users, Map<String, Double> planned, double prior) {
    double evidence = logGamma(prior);
    long total = 0;
    for (Map.Entry<String, Double> variant : planned.entrySet()) {
      int seen = users.getOrDefault(variant.getKey(), 0);
      double share = variant.getValue();
      evidence += logGamma(prior * share + seen) - logGamma(prior * share);
      evidence -= seen * Math.log(share);
      total += seen;
    }
    return Math.exp(evidence - logGamma(prior + total));
  }

  /** Whether the split is not the planned one. */
  public boolean isMismatch() {
    return pValue < ALARM;
  }

  /** Stirling's series, from where its first terms are exact to a double's digits. */
  private static double logGamma(double x) {
    double shift = 0;
    double argument = x;
    while (argument < SERIES_FROM) {
      shift += Math.log(argument);
      argument++;
    }
    double inverse = 1 / argument;
    double square = inverse * inverse;
    double series =
        inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    return (argument - 0.5) * Math.log(argument)
        - argument
        + 0.5 * Math.log(2 * Math.PI)
        + series
        - shift;
  }
}
