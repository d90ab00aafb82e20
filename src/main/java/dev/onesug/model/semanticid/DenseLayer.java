package dev.onesug.model.semanticid;

import dev.onesug.model.tensor.HostTensor;

/**
 * A linear map with optional bias. The matrix is kept transposed, so that the inner loop adds
 * independent numbers, which the JIT compiler turns into vector instructions.
 */
final class DenseLayer {
  private final int inputs;
  private final int outputs;
  private final float[] transposed;
  private final float[] bias;

  /**
   * @param weight [outputs, inputs]
   * @param bias [outputs]
   */
  DenseLayer(HostTensor weight, float[] bias) {
    this.outputs = weight.rows();
    this.inputs = weight.values().length / outputs;
    this.bias = bias;
    this.transposed = new float[inputs * outputs];
    for (int out = 0; out < outputs; out++) {
      for (int in = 0; in < inputs; in++) {
        transposed[in * outputs + out] = weight.values()[out * inputs + in];
      }
    }
  }

  int inputs() {
    return inputs;
  }

  /** The product of matrix and input, plus the bias. */
  float[] apply(float[] input) {
    float[] result = bias.clone();
    for (int in = 0; in < inputs; in++) {
      float factor = input[in];
      int row = in * outputs;
      for (int out = 0; out < outputs; out++) {
        result[out] += factor * transposed[row + out];
      }
    }
    return result;
  }

  /** As {@link #apply}, with what is negative cut off. */
  float[] applyRelu(float[] input) {
    float[] result = apply(input);
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.max(0f, result[i]);
    }
    return result;
  }
}
