package dev.onesug.training.quantize;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Lloyd's algorithm, started by k-means++: where the codebooks begin.
 *
 * @see <a href="https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf">k-means++</a>
 */
final class KMeans {
  private static final int ITERATIONS = 10;

  private KMeans() {}

  /**
   * @param points at least one
   * @return [clusters] centres; some are equal if there are fewer different points than clusters
   */
  static float[][] centres(List<float[]> points, int clusters, Random random) {
    float[][] centres = seeds(points, clusters, random);
    for (int i = 0; i < ITERATIONS; i++) {
      centres = means(points, nearest(points, centres), centres, random);
    }
    return centres;
  }

  /** Each next centre is a point drawn in proportion to its squared distance to the others. */
  private static float[][] seeds(List<float[]> points, int clusters, Random random) {
    float[][] centres = new float[clusters][];
    centres[0] = points.get(random.nextInt(points.size()));
    double[] distances = new double[points.size()];
    Arrays.fill(distances, Double.MAX_VALUE);
    for (int cluster = 1; cluster < clusters; cluster++) {
      double total = 0;
      for (int i = 0; i < distances.length; i++) {
        distances[i] = Math.min(distances[i], distance(points.get(i), centres[cluster - 1]));
        total += distances[i];
      }
      centres[cluster] = points.get(draw(distances, total * random.nextDouble()));
    }
    return centres;
  }

  private static int draw(double[] weights, double mass) {
    double left = mass;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** The nearest centre of each point. */
  static int[] nearest(List<float[]> points, float[][] centres) {
    return IntStream.range(0, points.size())
        .parallel()
        .map(i -> nearest(points.get(i), centres))
        .toArray();
  }

  private static int nearest(float[] point, float[][] centres) {
    int best = 0;
    double bestDistance = Double.MAX_VALUE;
    for (int cluster = 0; cluster < centres.length; cluster++) {
      double distance = distance(point, centres[cluster]);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = cluster;
      }
    }
    return best;
  }

  private static float[][] means(
      List<float[]> points, int[] assigned, float[][] before, Random random) {
    float[][] means = new float[before.length][before[0].length];
    int[] counts = new int[before.length];
    for (int i = 0; i < assigned.length; i++) {
      counts[assigned[i]]++;
      float[] point = points.get(i);
      float[] mean = means[assigned[i]];
      for (int d = 0; d < mean.length; d++) {
        mean[d] += point[d];
      }
    }
    for (int cluster = 0; cluster < means.length; cluster++) {
      if (counts[cluster] == 0) {
        means[cluster] = points.get(random.nextInt(points.size())).clone();
      } else {
        for (int d = 0; d < means[cluster].length; d++) {
          means[cluster][d] /= counts[cluster];
        }
      }
    }
    return means;
  }

  private static double distance(float[] a, float[] b) {
    float sum = 0;
    for (int d = 0; d < a.length; d++) {
      float difference = a[d] - b[d];
      sum += difference * difference;
    }
    return sum;
  }
}
