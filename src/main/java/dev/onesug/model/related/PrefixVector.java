package dev.onesug.model.related;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The vector of a known prefix (paper section 3.1): {@code e* = (1-w) e(p) + w mean(e(q))} over the
 * queries that followed it, brought to unit length.
 *
 * @param settings w, and how many queries the mean takes
 * @param vectors unit vector of a query by its id
 */
record PrefixVector(RelatedSettings settings, IntFunction<float[]> vectors) {

  /**
   * @param vector e(p), of unit length
   * @param followers queries that followed the prefix, the most frequent first; where there are
   *     none, the vector is e(p)
   */
  float[] blended(float[] vector, int... followers) {
    int terms = Math.min(settings.coOccurring(), followers.length);
    if (terms == 0) {
      return vector;
    }
    double weight = settings.coOccurrenceWeight();
    double[] sum = new double[vector.length];
    for (int d = 0; d < sum.length; d++) {
      sum[d] = (1 - weight) * vector[d];
    }
    for (int i = 0; i < terms; i++) {
      float[] other = vectors.apply(followers[i]);
      for (int d = 0; d < sum.length; d++) {
        sum[d] += weight / terms * other[d];
      }
    }
    return unit(sum);
  }

  private static float[] unit(double[] vector) {
    double norm = Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    float[] unit = new float[vector.length];
    for (int d = 0; d < unit.length; d++) {
      unit[d] = (float) (vector[d] / Math.max(norm, 1e-12));
    }
    return unit;
  }
}
