package dev.onesug.model.tensor;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;

/** A handle to native numbers. It lives as long as the {@link TensorScope} that made it. */
public final class Tensor {
  final PtNDArray array;

  Tensor(PtNDArray array) {
    this.array = array;
  }

  public long[] shape() {
    return array.getShape().getShape();
  }

  /** Copies the numbers out, row by row; half precision is widened. */
  public float[] floats() {
    if (array.getDataType() == DataType.FLOAT32) {
      return array.toFloatArray();
    }
    try (PtNDArray wide = array.toType(DataType.FLOAT32, false)) {
      return wide.toFloatArray();
    }
  }

  /** Copies integers out, row by row. */
  public long[] longs() {
    return array.toLongArray();
  }
}
