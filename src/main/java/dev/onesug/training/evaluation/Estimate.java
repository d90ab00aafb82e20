package dev.onesug.training.evaluation;

/**
 * A mean and the 95 % interval of its sampling error.
 *
 * @param mean the mean over all requests
 * @param low 2.5th percentile of the resampled means
 * @param high 97.5th percentile of the resampled means
 */
public record Estimate(double mean, double low, double high) {

  /** Whether zero lies outside the interval: a difference that chance does not explain. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }

  /** Whether the two intervals have a value in common. */
  public boolean overlaps(Estimate other) {
    return low <= other.high && other.low <= high;
  }
}
