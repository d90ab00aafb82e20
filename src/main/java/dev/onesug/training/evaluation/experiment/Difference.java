package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * A variant minus the control.
 *
 * @param absolute in the metric's unit
 * @param relative as a share of the control; null while the control may be zero
 * @param enoughUsers whether each arm has the users that so skewed a metric needs
 * @param usersNeeded in each arm
 */
public record Difference(
    Estimate absolute, @Nullable Estimate relative, boolean enoughUsers, long usersNeeded) {
  /**
   * Times the squared skewness of users: below so many of them an interval by the normal
   * distribution is not to be trusted (Kohavi, Deng, Longbotham and Xu, "Seven Rules of Thumb for
   * Web Site Experimenters", KDD 2014, rule 7). Here it is the skewness of the difference, in which
   * two arms of one size and one kind cancel, and a single user who buys the shop does not.
   */
  private static final double USERS_A_SKEWNESS = 355;

  private static final int FEWEST_USERS = 100;

  /**
   * Compares two arms.
   *
   * @param multiplier half the width of the intervals, in standard errors
   */
  static Difference of(ArmRatio control, ArmRatio treatment, double multiplier) {
    double difference = treatment.value() - control.value();
    double half = multiplier * Math.hypot(control.standardError(), treatment.standardError());
    int users = Math.min(control.users(), treatment.users());
    long needed = usersNeeded(control, treatment, users);
    return new Difference(
        new Estimate(difference, difference - half, difference + half),
        relative(control, treatment, multiplier),
        users >= needed,
        needed);
  }

  private static long usersNeeded(ArmRatio control, ArmRatio treatment, int users) {
    double error = Math.hypot(control.standardError(), treatment.standardError());
    double skewness = (treatment.thirdCumulant() - control.thirdCumulant()) / Math.pow(error, 3);
    double needed = Math.ceil(USERS_A_SKEWNESS * skewness * skewness * users);
    return Math.max(FEWEST_USERS, (long) needed);
  }

  /**
   * All {@code r} for which {@code treatment − (1 + r) · control} may be zero (Fieller): it holds
   * zero exactly where the absolute interval does.
   */
  private static @Nullable Estimate relative(
      ArmRatio control, ArmRatio treatment, double multiplier) {
    double below = control.value();
    double above = treatment.value();
    double belowError = multiplier * control.standardError();
    double aboveError = multiplier * treatment.standardError();
    double certain = below * below - belowError * belowError;
    if (!(below > 0 && certain > 0)) {
      return null;
    }
    double middle = below * above / certain;
    double half = Math.sqrt(middle * middle - (above * above - aboveError * aboveError) / certain);
    return new Estimate(above / below - 1, middle - half - 1, middle + half - 1);
  }
}
