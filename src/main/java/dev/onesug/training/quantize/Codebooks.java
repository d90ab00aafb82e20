package dev.onesug.training.quantize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The codebooks of all levels as plain numbers, between two stretches of gradient descent: their
 * k-means start, and the revival of codes that nothing chooses.
 */
final class Codebooks {
  /** A code that moves: its level, its row there, its new vector. */
  record Move(int level, int code, float[] vector) {}

  private Codebooks() {}

  /** K-means at each level over what the levels before it left of the latents. */
  static List<Move> start(List<float[]> latents, int levels, int codes, Random random) {
    List<Move> moves = new ArrayList<>();
    List<float[]> residuals = latents;
    for (int level = 0; level < levels; level++) {
      float[][] centres = KMeans.centres(residuals, codes, random);
      for (int code = 0; code < codes; code++) {
        moves.add(new Move(level, code, centres[code]));
      }
      residuals = subtract(residuals, centres, KMeans.nearest(residuals, centres));
    }
    return moves;
  }

  /**
   * Moves each code that no latent chooses onto a residual drawn at its level, where it will be
   * chosen.
   *
   * @param codebooks [level][code][latent size]
   */
  static List<Move> revive(List<float[]> latents, float[][][] codebooks, Random random) {
    List<Move> moves = new ArrayList<>();
    List<float[]> residuals = latents;
    for (int level = 0; level < codebooks.length; level++) {
      int[] chosen = KMeans.nearest(residuals, codebooks[level]);
      boolean[] used = new boolean[codebooks[level].length];
      for (int code : chosen) {
        used[code] = true;
      }
      for (int code = 0; code < used.length; code++) {
        if (!used[code]) {
          float[] drawn = residuals.get(random.nextInt(residuals.size()));
          moves.add(new Move(level, code, drawn.clone()));
        }
      }
      residuals = subtract(residuals, codebooks[level], chosen);
    }
    return moves;
  }

  private static List<float[]> subtract(List<float[]> points, float[][] centres, int[] chosen) {
    List<float[]> residuals = new ArrayList<>(points.size());
    for (int i = 0; i < chosen.length; i++) {
      float[] residual = Arrays.copyOf(points.get(i), points.get(i).length);
      for (int d = 0; d < residual.length; d++) {
        residual[d] -= centres[chosen[i]][d];
      }
      residuals.add(residual);
    }
    return residuals;
  }
}
