package dev.onesug.training.quantize;

import dev.onesug.model.semanticid.RqVaeConfig;
import java.time.Duration;

/**
 * How the quantiser is trained.
 *
 * @param levels codes in a semantic ID
 * @param codes codes to choose from at each level
 * @param hiddenSize of the RQ-VAE encoder's and decoder's hidden layer
 * @param latentSize of the vectors in the codebooks
 * @param batch vectors a step
 * @param steps of gradient descent at most; 0 leaves residual k-means over the principal axes
 * @param budget wall-clock time at most; a run that it cuts short is not repeatable to the bit
 * @param learningRate of AdamW, falling to a tenth over the steps
 * @param seed of weights, samples and codebooks
 */
public record QuantizeSettings(
    int levels,
    int codes,
    int hiddenSize,
    int latentSize,
    int batch,
    int steps,
    Duration budget,
    double learningRate,
    int seed) {
  private static final int QUERIES_IN_TWO_LEVEL_BUCKET = 8;

  public QuantizeSettings {
    require("batch", batch, 1);
    require("steps", steps, 0);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: at least " + least + ")");
    }
  }

  /**
   * Sizes that fit the number of queries: two levels leave about eight queries in a bucket, the
   * order of what one lookup wants, and a third tells those apart. Two million queries come to the
   * paper's 512 codes, and from a million on there are its four levels.
   */
  public static QuantizeSettings forQueries(int queries) {
    double ideal = Math.sqrt(queries / (double) QUERIES_IN_TWO_LEVEL_BUCKET);
    int exponent = (int) Math.round(Math.log(Math.max(1, ideal)) / Math.log(2));
    int codes = 1 << Math.max(3, Math.min(9, exponent));
    int levels = queries < 1_000_000 ? 3 : 4;
    return new QuantizeSettings(levels, codes, 256, 64, 512, 1500, Duration.ofSeconds(90), 3e-4, 1);
  }

  public QuantizeSettings withSizes(int newLevels, int newCodes) {
    return new QuantizeSettings(
        newLevels, newCodes, hiddenSize, latentSize, batch, steps, budget, learningRate, seed);
  }

  public QuantizeSettings withLimits(int newSteps, Duration newBudget) {
    return new QuantizeSettings(
        levels, codes, hiddenSize, latentSize, batch, newSteps, newBudget, learningRate, seed);
  }

  public QuantizeSettings withSeed(int newSeed) {
    return new QuantizeSettings(
        levels, codes, hiddenSize, latentSize, batch, steps, budget, learningRate, newSeed);
  }

  RqVaeConfig config(int inputSize) {
    return new RqVaeConfig(inputSize, hiddenSize, latentSize, levels, codes);
  }
}
