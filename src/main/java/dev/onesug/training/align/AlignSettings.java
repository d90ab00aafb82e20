package dev.onesug.training.align;

import java.time.Duration;

/**
 * How the text encoder is cut and tuned.
 *
 * @param layers that are kept of the published encoder; serving pays for each of them
 * @param vocabulary how many tokens are kept at most
 * @param pairs how many training pairs are used at most, up to half of them queries of common
 *     sessions, the strongest, the rest prefixes and what followed, a seeded sample; bounds what
 *     the un-tuned encoder has to embed
 * @param minimumSimilarity mined pairs below this cosine of the un-tuned encoder are dropped
 * @param hardNegatives whether each pair brings a negative that is like its right side
 * @param graded whether a query that was ordered has to be nearer than one that was only clicked:
 *     hierarchical InfoNCE
 * @param batch pairs a step; each pair's right side is the negative of all others
 * @param steps at most
 * @param budget wall-clock time of the steps at most, kept across a resume; a run that it cuts
 *     short is not repeatable to the bit
 * @param learningRate of AdamW at its peak
 * @param warmUp share of the training in which the rate rises to its peak; then it falls to zero
 * @param temperature that cosines are divided by
 * @param heldOut how many held-out pairs measure recall at most, for each way of looking up
 * @param candidates how many queries each of them is looked up among
 * @param checkpointEvery wall-clock time between checkpoints
 * @param seed of samples and batches
 */
public record AlignSettings(
    int layers,
    int vocabulary,
    int pairs,
    double minimumSimilarity,
    boolean hardNegatives,
    boolean graded,
    int batch,
    int steps,
    Duration budget,
    double learningRate,
    double warmUp,
    double temperature,
    int heldOut,
    int candidates,
    Duration checkpointEvery,
    int seed) {

  /** Three layers and 8,000 tokens: 8.6M numbers, 17 MB in half precision. */
  public static final AlignSettings DEFAULT =
      new AlignSettings(
          3,
          8000,
          40_000,
          0.6,
          false,
          false,
          64,
          2000,
          Duration.ofMinutes(5),
          2e-4,
          0.1,
          0.05,
          1000,
          3000,
          Duration.ofMinutes(1),
          1);

  /**
   * @throws IllegalArgumentException if a number is out of range; it names the number
   */
  public AlignSettings {
    atLeast("layers", layers, 1);
    atLeast("vocabulary", vocabulary, 1);
    atLeast("pairs", pairs, 2);
    // One pair has no negatives.
    atLeast("batch", batch, 2);
    atLeast("steps", steps, 1);
    atLeast("heldOut", heldOut, 1);
    atLeast("candidates", candidates, 1);
    positive("learningRate", learningRate);
    positive("temperature", temperature);
    within("minimumSimilarity", minimumSimilarity, -1, 1);
    within("warmUp", warmUp, 0, 1);
  }

  AlignSettings withBatches(int size, boolean isGraded, int newSeed) {
    return new AlignSettings(
        layers,
        vocabulary,
        pairs,
        minimumSimilarity,
        hardNegatives,
        isGraded,
        size,
        steps,
        budget,
        learningRate,
        warmUp,
        temperature,
        heldOut,
        candidates,
        checkpointEvery,
        newSeed);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: at least " + least + ")");
    }
  }

  private static void positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: above 0)");
    }
  }

  private static void within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + low + ".." + high + ")");
    }
  }

  /** The rate after a share of the training, 0 to 1. */
  double learningRate(double share) {
    if (share < warmUp) {
      return learningRate * share / warmUp;
    }
    return learningRate * Math.max(0, 1 - share) / Math.max(1e-9, 1 - warmUp);
  }
}
