package dev.onesug.training.evaluation.cascade;

import java.util.Arrays;
import java.util.List;

/**
 * Feature rows in groups, for learning to rank. {@code N} rows of {@code F} features, {@code G}
 * groups; one row of a group is the query that was searched.
 */
final class RankingRows {
  private static final int WIDTH = Feature.ALL.size();

  private float[] features = new float[WIDTH];
  private float[] labels = new float[1];
  private int[] groups = new int[1];
  private int rows;
  private int groupCount;

  /**
   * What one sample gives.
   *
   * @param features [rows * F], row after row
   * @param target the row of the query that was searched
   */
  record Group(float[] features, int target) {
    int rows() {
      return features.length / WIDTH;
    }
  }

  /** The features of recalled queries, [rows * F]. */
  static float[] features(Keystroke keystroke, List<Recalled> recalled) {
    float[] features = new float[recalled.size() * WIDTH];
    int at = 0;
    for (Recalled query : recalled) {
      for (Feature feature : Feature.ALL) {
        features[at++] = (float) feature.of(keystroke, query);
      }
    }
    return features;
  }

  void add(Group group) {
    int more = rows + group.rows();
    if (more > labels.length) {
      int capacity = Math.max(more, labels.length + labels.length / 2);
      features = Arrays.copyOf(features, Math.multiplyExact(capacity, WIDTH));
      labels = Arrays.copyOf(labels, capacity);
    }
    if (groupCount == groups.length) {
      groups = Arrays.copyOf(groups, 2 * groupCount);
    }
    System.arraycopy(group.features(), 0, features, rows * WIDTH, group.features().length);
    labels[rows + group.target()] = 1;
    groups[groupCount++] = group.rows();
    rows = more;
  }

  int rows() {
    return rows;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /** [N * F]. */
  float[] features() {
    return Arrays.copyOf(features, rows * WIDTH);
  }

  /** [N]: 1 for what was searched, else 0. */
  float[] labels() {
    return Arrays.copyOf(labels, rows);
  }

  /** [G]: the rows of each group. */
  int[] groups() {
    return Arrays.copyOf(groups, groupCount);
  }
}
