package dev.onesug.training.logs.shop;

import java.util.Arrays;

/** Keeps the best few of many offers, each id once with its best score; ties go to the lower id. */
final class BestFew {
  private final int[] ids;
  private final double[] scores;
  private int size;

  BestFew(int limit) {
    ids = new int[limit];
    scores = new double[limit];
  }

  void offer(int id, double score) {
    if (size == ids.length && !isBefore(id, score, size - 1)) {
      return;
    }
    int old = place(id);
    if (old >= 0 && scores[old] >= score) {
      return;
    }
    int gap = old >= 0 ? old : Math.min(size++, ids.length - 1);
    size = Math.min(size, ids.length);
    while (gap > 0 && isBefore(id, score, gap - 1)) {
      ids[gap] = ids[gap - 1];
      scores[gap] = scores[gap - 1];
      gap--;
    }
    ids[gap] = id;
    scores[gap] = score;
  }

  /** Best first. */
  int[] ids() {
    return Arrays.copyOf(ids, size);
  }

  private boolean isBefore(int id, double score, int place) {
    return score > scores[place] || (score == scores[place] && id < ids[place]);
  }

  private int place(int id) {
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        return i;
      }
    }
    return -1;
  }
}
