package dev.onesug.model.related;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** Unit vectors in 8 bits a component with a scale each: an error of about 0.1 % in a cosine. */
final class QuantizedVectors {
  private static final float STEPS = 127f;

  private final ByteBuffer components;
  private final FloatBuffer scales;
  private final int size;

  QuantizedVectors(IndexFile file) {
    this.components = file.bytes("vectors");
    this.scales = file.floats("vectors.scales");
    this.size = scales.capacity() == 0 ? 0 : components.capacity() / scales.capacity();
  }

  static void put(IndexFile file, List<float[]> vectors) {
    int size = vectors.isEmpty() ? 0 : vectors.get(0).length;
    ByteBuffer components = IndexFile.buffer(Math.multiplyExact(vectors.size(), size));
    float[] scales = new float[vectors.size()];
    for (int i = 0; i < scales.length; i++) {
      float[] vector = vectors.get(i);
      scales[i] = largest(vector) / STEPS;
      for (float value : vector) {
        components.put((byte) (scales[i] == 0 ? 0 : Math.round(value / scales[i])));
      }
    }
    file.put("vectors", components);
    file.putFloats("vectors.scales", scales);
  }

  private static float largest(float[] vector) {
    float largest = 0;
    for (float value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** The numbers of one vector. */
  int size() {
    return size;
  }

  /** A query's vector, rounded as it is stored. */
  float[] vector(int id) {
    float[] vector = new float[size];
    for (int d = 0; d < size; d++) {
      vector[d] = components.get(id * size + d) * scales.get(id);
    }
    return vector;
  }

  /** The dot product with a vector of the same size: their cosine if that one has unit length. */
  float dot(int id, float[] vector) {
    return dots(new int[] {id}, vector)[0];
  }

  /**
   * As {@link #dot}, for several queries: hundreds a keystroke, so that nothing is made for each.
   */
  float[] dots(int[] ids, float[] vector) {
    byte[] row = new byte[size];
    float[] dots = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      components.get(ids[i] * size, row);
      dots[i] = dot(row, vector) * scales.get(ids[i]);
    }
    return dots;
  }

  private static float dot(byte[] row, float[] vector) {
    // Four sums at a time: one sum would make each addition wait for the one before it.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < row.length; i += 4) {
      a += vector[i] * row[i];
      b += vector[i + 1] * row[i + 1];
      c += vector[i + 2] * row[i + 2];
      d += vector[i + 3] * row[i + 3];
    }
    for (; i < row.length; i++) {
      a += vector[i] * row[i];
    }
    return a + b + c + d;
  }
}
