package dev.onesug.benchmark.onnx;

/**
 * A weight matrix in eight bits, transposed, with a scale for each output.
 *
 * @param values [I × O] row by row
 * @param scales [O]
 */
record EightBitMatrix(byte[] values, float[] scales) {
  /**
   * Processors without VNNI add pairs of products in 16 bits; seven bits of a weight keep that sum
   * from overflowing, and cost nothing elsewhere.
   */
  private static final float LARGEST = 63;

  /**
   * Quantises symmetrically.
   *
   * @param weights [O × I] row by row
   */
  static EightBitMatrix of(float[] weights, int outputs, int inputs) {
    byte[] values = new byte[weights.length];
    float[] scales = new float[outputs];
    for (int row = 0; row < outputs; row++) {
      float largest = Float.MIN_NORMAL;
      for (int i = 0; i < inputs; i++) {
        largest = Math.max(largest, Math.abs(weights[row * inputs + i]));
      }
      scales[row] = largest / LARGEST;
      for (int i = 0; i < inputs; i++) {
        values[i * outputs + row] = (byte) Math.round(weights[row * inputs + i] / scales[row]);
      }
    }
    return new EightBitMatrix(values, scales);
  }
}
