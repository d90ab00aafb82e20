package dev.onesug.training.descent;

/**
 * How long, how fast and where an encoder-decoder is trained.
 *
 * @param budgetMinutes wall-clock time of the training, over all its resumed runs
 * @param maxSteps ends the training before its budget; 0 for no limit
 * @param batchSize pairs a step
 * @param learningRate the highest
 * @param warmUpShare of the training during which the rate rises from zero; post-layer-norm models
 *     diverge without
 * @param finalRateShare of the highest rate that is left at the end; the fall is a half cosine
 * @param checkpointMinutes between two checkpoints, each with a measurement on the dev samples
 * @param threads of the numeric engine; 0 for all processors
 * @param seed of the weights and of the order of the samples
 * @param device {@code cpu}, {@code cuda:N} or {@code auto}
 */
public record DescentSettings(
    double budgetMinutes,
    long maxSteps,
    int batchSize,
    double learningRate,
    double warmUpShare,
    double finalRateShare,
    double checkpointMinutes,
    int threads,
    long seed,
    String device) {
  public static final DescentSettings DEFAULT =
      new DescentSettings(20, 0, 64, 1e-3, 0.05, 0.05, 3, 0, 1, "auto");

  /**
   * @throws IllegalArgumentException if a number is out of its range; it names the key
   */
  public DescentSettings {
    check("budgetMinutes", budgetMinutes, Double.MIN_VALUE, 1e6);
    check("maxSteps", (double) maxSteps, 0, 1e15);
    check("batchSize", batchSize, 1, 1 << 16);
    check("learningRate", learningRate, Double.MIN_VALUE, 1);
    check("warmUpShare", warmUpShare, 0, 1);
    check("finalRateShare", finalRateShare, 0, 1);
    check("checkpointMinutes", checkpointMinutes, Double.MIN_VALUE, 1e6);
    check("threads", threads, 0, 1024);
  }

  private static void check(String key, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          key + ": " + value + " (expected: " + low + ".." + high + ")");
    }
  }

  /**
   * The learning rate at a share of the training.
   *
   * @param share 0 at the start, 1 at the end
   */
  public double rateAt(double share) {
    if (share < warmUpShare) {
      return learningRate * Math.max(share, 1e-3 * warmUpShare) / warmUpShare;
    }
    double fallen = warmUpShare == 1 ? 1 : Math.min(1, (share - warmUpShare) / (1 - warmUpShare));
    double cosine = (1 + Math.cos(Math.PI * fallen)) / 2;
    return learningRate * (finalRateShare + (1 - finalRateShare) * cosine);
  }

  long budgetNanos() {
    return (long) (budgetMinutes * 60e9);
  }

  long checkpointNanos() {
    return (long) (checkpointMinutes * 60e9);
  }
}
