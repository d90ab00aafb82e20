package dev.onesug.model.tensor;

import java.util.Arrays;
import java.util.Random;

/**
 * Numbers on the Java heap with their shape, in row-major order: what a weights file holds.
 *
 * @param shape the dimensions, outermost first; empty for a scalar
 * @param values as many numbers as the shape holds; not copied
 */
public record HostTensor(long[] shape, float[] values) {

  /**
   * @throws IllegalArgumentException if the shape does not hold exactly as many numbers as given
   */
  public HostTensor {
    if (size(shape) != values.length) {
      throw new IllegalArgumentException(
          "values: "
              + values.length
              + " (expected: "
              + size(shape)
              + " for shape "
              + Arrays.toString(shape)
              + ")");
    }
  }

  public static HostTensor of(float[] values, long... shape) {
    return new HostTensor(shape, values);
  }

  /** All zeros, as biases start. */
  public static HostTensor zeros(long... shape) {
    return new HostTensor(shape, new float[size(shape)]);
  }

  /** All ones, as the gains of layer norms start. */
  public static HostTensor ones(long... shape) {
    HostTensor tensor = zeros(shape);
    Arrays.fill(tensor.values, 1f);
    return tensor;
  }

  /** Normal noise around zero, as matrices start. */
  public static HostTensor normal(Random random, double standardDeviation, long... shape) {
    HostTensor tensor = zeros(shape);
    for (int i = 0; i < tensor.values.length; i++) {
      tensor.values[i] = (float) (random.nextGaussian() * standardDeviation);
    }
    return tensor;
  }

  /** The number of rows of a matrix, or the length of a vector. */
  public int rows() {
    return Math.toIntExact(shape[0]);
  }

  static int size(long[] shape) {
    long size = 1;
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    return Math.toIntExact(size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostTensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "HostTensor" + Arrays.toString(shape);
  }
}
