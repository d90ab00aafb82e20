package dev.onesug.training.quantize;

import java.util.List;
import java.util.Random;

/**
 * The mean of vectors and the orthogonal directions in which they differ most, by orthogonal
 * iteration: the best linear autoencoder, where the RQ-VAE starts.
 *
 * @param mean [size]
 * @param axes [count][size], of unit length, the widest first
 */
public record PrincipalAxes(float[] mean, double[][] axes) {
  private static final int ITERATIONS = 20;

  /**
   * @param count at most as many axes as vectors have numbers
   */
  public static PrincipalAxes of(List<float[]> vectors, int count, Random random) {
    int size = vectors.get(0).length;
    float[] mean = mean(vectors, size);
    double[][] covariance = covariance(vectors, mean);
    double[][] axes = new double[Math.min(count, size)][size];
    for (double[] axis : axes) {
      for (int d = 0; d < size; d++) {
        axis[d] = random.nextGaussian();
      }
    }
    for (int i = 0; i < ITERATIONS; i++) {
      for (int a = 0; a < axes.length; a++) {
        axes[a] = product(covariance, axes[a]);
      }
      orthonormalise(axes, random);
    }
    return new PrincipalAxes(mean, axes);
  }

  private static float[] mean(List<float[]> vectors, int size) {
    double[] sum = new double[size];
    for (float[] vector : vectors) {
      for (int d = 0; d < size; d++) {
        sum[d] += vector[d];
      }
    }
    float[] mean = new float[size];
    for (int d = 0; d < size; d++) {
      mean[d] = (float) (sum[d] / vectors.size());
    }
    return mean;
  }

  private static double[][] covariance(List<float[]> vectors, float[] mean) {
    double[][] covariance = new double[mean.length][mean.length];
    double[] centred = new double[mean.length];
    for (float[] vector : vectors) {
      for (int d = 0; d < mean.length; d++) {
        centred[d] = vector[d] - mean[d];
      }
      for (int row = 0; row < mean.length; row++) {
        addScaled(covariance[row], centred, centred[row] / vectors.size());
      }
    }
    return covariance;
  }

  private static double[] product(double[][] symmetric, double[] vector) {
    double[] product = new double[vector.length];
    for (int row = 0; row < vector.length; row++) {
      addScaled(product, symmetric[row], vector[row]);
    }
    return product;
  }

  /** Gram and Schmidt's procedure; a direction in which nothing varies is drawn anew. */
  private static void orthonormalise(double[][] axes, Random random) {
    for (int a = 0; a < axes.length; a++) {
      double norm = reject(axes, a);
      while (norm < 1e-12) {
        for (int d = 0; d < axes[a].length; d++) {
          axes[a][d] = random.nextGaussian();
        }
        norm = reject(axes, a);
      }
      for (int d = 0; d < axes[a].length; d++) {
        axes[a][d] /= norm;
      }
    }
  }

  /** Takes the axes before off an axis, and returns the length that is left. */
  private static double reject(double[][] axes, int a) {
    for (int before = 0; before < a; before++) {
      addScaled(axes[a], axes[before], -dot(axes[a], axes[before]));
    }
    return Math.sqrt(dot(axes[a], axes[a]));
  }

  private static void addScaled(double[] sum, double[] vector, double factor) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += factor * vector[d];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
