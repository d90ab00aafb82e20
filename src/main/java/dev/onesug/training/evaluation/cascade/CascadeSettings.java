package dev.onesug.training.evaluation.cascade;

/**
 * How a cascade is trained.
 *
 * @param samples searches of the training window that its trees are grown on, at most; 1 to {@value
 *     #MOST_SAMPLES}, each about 30 kB of memory meanwhile
 * @param seed of the choice of samples and of the trees
 */
public record CascadeSettings(int samples, long seed) {
  /** So many rows still fit one array. */
  public static final int MOST_SAMPLES = 200_000;

  public CascadeSettings {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "samples: " + samples + " (expected: 1.." + MOST_SAMPLES + ")");
    }
  }
}
