package dev.onesug.training.quantize;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Unit vectors around a few centres. */
final class ClusteredVectors {
  private ClusteredVectors() {}

  static List<float[]> make(int clusters, int each, int size, double spread, long seed) {
    Random random = new Random(seed);
    List<float[]> vectors = new ArrayList<>();
    for (int cluster = 0; cluster < clusters; cluster++) {
      float[] centre = noise(random, size, 1);
      for (int i = 0; i < each; i++) {
        float[] vector = noise(random, size, spread);
        double norm = 0;
        for (int d = 0; d < size; d++) {
          vector[d] += centre[d];
          norm += vector[d] * vector[d];
        }
        for (int d = 0; d < size; d++) {
          vector[d] /= (float) Math.sqrt(norm);
        }
        vectors.add(vector);
      }
    }
    return vectors;
  }

  private static float[] noise(Random random, int size, double scale) {
    float[] vector = new float[size];
    for (int d = 0; d < size; d++) {
      vector[d] = (float) (random.nextGaussian() * scale);
    }
    return vector;
  }
}
