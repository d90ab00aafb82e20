package dev.onesug.training.evaluation.online;

import dev.onesug.training.evaluation.Estimate;

/**
 * What the control arm's log tells of the new suggester, beside what is true.
 *
 * @param looks at the old cascade's lists, chosen at random from the days of the test
 * @param choices among them
 * @param truePropensities [position], as the simulator has them
 * @param estimatedPropensities [position], from the log by {@link
 *     dev.onesug.training.logs.Examination}, relative to the first; the log of a service, which has
 *     the looks that led to nothing
 * @param reciprocalRank of what was wanted, in the new suggester's list
 * @param clickRate the share of looks that would choose from the new suggester's list
 * @param oldClickRate the share of the looks that did choose from the old list
 * @param clickRateWithNew the true click rate with those suggestions that the old list did not
 *     hold: no log of the old cascade tells it
 */
public record OffPolicyReport(
    int looks,
    int choices,
    double[] truePropensities,
    double[] estimatedPropensities,
    Readings reciprocalRank,
    Readings clickRate,
    Estimate oldClickRate,
    Estimate clickRateWithNew) {

  /**
   * One figure, estimated and true; all of them of what the old list held.
   *
   * @param plain from the choices as they are: of the click rate, from choices that the new list
   *     holds as well
   * @param weighted by the inverse of the true propensities
   * @param estimated by the inverse of the estimated ones
   * @param truth what the same people would do, reckoned by the simulator
   */
  public record Readings(Estimate plain, Estimate weighted, Estimate estimated, Estimate truth) {}
}
