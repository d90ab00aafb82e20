package dev.onesug.training.align;

import dev.onesug.model.embedding.TextEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks up the right sides of held-out pairs by their left sides, among the right sides of all
 * held-out pairs and further queries that fill up the candidates.
 */
final class RecallTest {
  private static final int NEAREST = 10;

  private final List<TextPair> pairs;
  private final List<String> candidates;
  private final Map<String, Integer> position = new HashMap<>();

  /**
   * @param heldOut what is looked up
   * @param fill texts that make up the number, in this order
   * @param size how many candidates; more if the held-out pairs alone have more
   */
  RecallTest(List<TextPair> heldOut, Iterable<String> fill, int size) {
    this.pairs = heldOut;
    Set<String> distinct = new LinkedHashSet<>();
    heldOut.forEach(pair -> distinct.add(pair.right()));
    for (String text : fill) {
      if (distinct.size() >= size) {
        break;
      }
      distinct.add(text);
    }
    this.candidates = new ArrayList<>(distinct);
    candidates.forEach(text -> position.put(text, position.size()));
  }

  int candidates() {
    return candidates.size();
  }

  /** For each pair 1 if its right side is among the nearest ten, else 0. */
  double[] hits(TextEncoder encoder) {
    float[][] found = encoder.embed(candidates);
    float[][] sought = encoder.embed(pairs.stream().map(TextPair::left).toList());
    double[] hits = new double[pairs.size()];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = nearer(pairs.get(i), sought[i], found) < NEAREST ? 1 : 0;
    }
    return hits;
  }

  /** How many candidates are nearer than the right one; the sought text itself does not count. */
  private int nearer(TextPair pair, float[] sought, float[][] found) {
    int right = position.getOrDefault(pair.right(), -1);
    int itself = position.getOrDefault(pair.left(), -1);
    float cosine = dot(sought, found[right]);
    int nearer = 0;
    for (int i = 0; i < found.length; i++) {
      if (i != right && i != itself && dot(sought, found[i]) >= cosine) {
        nearer++;
      }
    }
    return nearer;
  }

  static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
