package dev.onesug.model.tensor;

import dev.onesug.model.tensor.SafeTensors.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers where a file has them, in row-major order. Good as long as the {@link TensorFile} is
 * open.
 *
 * @param shape the dimensions, outermost first; empty for a scalar
 * @param type how a number is stored, little endian
 * @param bytes exactly those of the numbers
 */
public record StoredTensor(long[] shape, Precision type, ByteBuffer bytes) {

  /** All zeros: what a file may leave out. */
  public static StoredTensor zeros(long... shape) {
    return new StoredTensor(
        shape, Precision.F32, ByteBuffer.allocate(Float.BYTES * HostTensor.size(shape)));
  }

  /** Whether another has the same shape and is stored as the same bytes. */
  public boolean isSame(StoredTensor other) {
    return Arrays.equals(shape, other.shape) && type == other.type && bytes.equals(other.bytes);
  }

  /** Copied to the heap, and widened to 32 bits. */
  public HostTensor toHost() {
    float[] values = new float[HostTensor.size(shape)];
    copyTo(values, 0);
    return new HostTensor(shape, values);
  }

  /**
   * Tensors of equal shape copied to the heap, one below the other.
   *
   * @param parts at least one
   */
  public static HostTensor stacked(List<StoredTensor> parts) {
    long[] shape = stackedShape(parts);
    float[] values = new float[HostTensor.size(shape)];
    int size = values.length / parts.size();
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).copyTo(values, i * size);
    }
    return new HostTensor(shape, values);
  }

  private static long[] stackedShape(List<StoredTensor> parts) {
    long[] shape = parts.get(0).shape.clone();
    if (parts.size() > 1) {
      shape[0] *= parts.size();
    }
    return shape;
  }

  private void copyTo(float[] values, int at) {
    ByteBuffer content = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (type == Precision.F32) {
      FloatBuffer floats = content.asFloatBuffer();
      floats.get(values, at, floats.remaining());
      return;
    }
    ShortBuffer halves = content.asShortBuffer();
    for (int i = 0; i < halves.capacity(); i++) {
      values[at + i] = HalfFloat.toFloat(halves.get(i));
    }
  }
}
