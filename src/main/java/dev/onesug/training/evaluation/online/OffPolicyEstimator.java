package dev.onesug.training.evaluation.online;

import dev.onesug.training.evaluation.Estimate;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a log of one suggester's lists tells of another suggester.
 *
 * <p>Position-based model: a suggestion is chosen if it is examined, which depends on its position
 * {@code k} alone and happens with the propensity {@code θ(k)}, and if it is wanted. Then, for any
 * value {@code λ} of a place in the new list,
 *
 * <pre>
 *   plain   Σ λ(k') / number of choices
 *   IPS     Σ λ(k') / θ(k) / number of looks
 *   SNIPS   Σ λ(k') / θ(k) / Σ 1 / θ(k)
 * </pre>
 *
 * with sums over the choices, each made at {@code k} of the old list and standing at {@code k'} of
 * the new one, {@code λ = 0} where it is not there. IPS (Joachims, Swaminathan and Schnabel,
 * "Unbiased Learning-to-Rank with Biased Feedback", WSDM 2017) is unbiased for the value per look
 * of everything wanted that the old list held. With {@code λ = θ} it is the rate at which the new
 * list would be chosen from (the item-position estimator of Li et al., "Offline Evaluation of
 * Ranking Policies with Click Models", KDD 2018). SNIPS (Swaminathan and Joachims, "The
 * Self-Normalized Estimator for Counterfactual Learning", NeurIPS 2015) is the mean value of what
 * was wanted and held; it needs the choices only, and the propensities up to a factor.
 *
 * <p>Not identified: what was wanted and not in the old list. Its propensity is zero, so that a new
 * suggester is never paid for it here. Propensities are those of ten positions and not of whole
 * lists: their weights are small, and clipping them would add bias for nothing.
 */
final class OffPolicyEstimator {
  private final double[] propensities;
  private final RatioBootstrap bootstrap;

  /**
   * @param propensities [position], positive; θ of every position that was shown
   * @param bootstrap over looks, for the intervals
   * @throws IllegalArgumentException if a propensity is not positive
   */
  OffPolicyEstimator(double[] propensities, RatioBootstrap bootstrap) {
    for (double propensity : propensities) {
      if (!(propensity > 0)) {
        throw new IllegalArgumentException(
            "propensity: " + propensity + " (expected: greater than 0)");
      }
    }
    this.propensities = propensities.clone();
    this.bootstrap = bootstrap;
  }

  /** What a place in a list is worth. */
  @FunctionalInterface
  interface Value {
    /** One over the rank. */
    Value RECIPROCAL_RANK = position -> 1.0 / (position + 1);

    /**
     * @param position from 0
     */
    double of(int position);
  }

  /** The mean of the value over all choices, as if every position were examined alike. */
  Estimate plain(List<LoggedLook> looks, Value value) {
    return ratio(looks, look -> valueOf(look, value), look -> look.isClicked() ? 1 : 0);
  }

  /** Estimates the value per look; the propensities must be right, and not only relative. */
  Estimate ips(List<LoggedLook> looks, Value value) {
    return ratio(looks, look -> valueOf(look, value) * weight(look), look -> 1);
  }

  /** Estimates the mean value of what was wanted and held. */
  Estimate snips(List<LoggedLook> looks, Value value) {
    return ratio(looks, look -> valueOf(look, value) * weight(look), this::weight);
  }

  /** Estimates at which rate of looks the new list would be chosen from. */
  Estimate clickRate(List<LoggedLook> looks) {
    return ips(looks, position -> position < propensities.length ? propensities[position] : 0);
  }

  private Estimate ratio(
      List<LoggedLook> looks,
      ToDoubleFunction<LoggedLook> above,
      ToDoubleFunction<LoggedLook> below) {
    double[][] columns = {
      looks.stream().mapToDouble(above).toArray(), looks.stream().mapToDouble(below).toArray()
    };
    return bootstrap.draw(columns).ratio(0, 1);
  }

  private double weight(LoggedLook look) {
    return look.isClicked() ? 1 / propensities[look.clicked()] : 0;
  }

  private static double valueOf(LoggedLook look, Value value) {
    return look.counterfactual() == LoggedLook.NOTHING ? 0 : value.of(look.counterfactual());
  }
}
