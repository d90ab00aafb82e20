package dev.onesug.model.embedding;

import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;

/**
 * Token ids of several texts as one rectangle, short texts filled up.
 *
 * @param ids [texts, length], row by row
 * @param texts rows
 * @param length columns: the longest text's tokens
 */
public record TokenBatch(int[] ids, int texts, int length) {

  /** Fills every row up to the longest one. */
  public static TokenBatch of(List<int[]> rows, int padding) {
    int length = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] ids = new int[rows.size() * length];
    Arrays.fill(ids, padding);
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, ids, i * length, rows.get(i).length);
    }
    return new TokenBatch(ids, rows.size(), length);
  }

  /** The tensor [texts, length] that the program takes. */
  public Tensor in(TensorScope scope) {
    return scope.longs(ids, texts, length);
  }
}
