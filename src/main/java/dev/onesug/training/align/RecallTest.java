package dev.onesug.training.align;

import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.training.align.PairMiner.Lookup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
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
  private final Map<Lookup, List<TextPair>> pairs;
  private final List<String> candidates;
  private final Map<String, Integer> position = new HashMap<>();

  /**
   * @param heldOut what is looked up
   * @param fill texts that make up the number, in this order
   * @param size how many candidates; more if the held-out pairs alone have more
   */
  RecallTest(Map<Lookup, List<TextPair>> heldOut, Iterable<String> fill, int size) {
    this.pairs = heldOut;
    Set<String> distinct = new LinkedHashSet<>();
    heldOut.values().forEach(some -> some.forEach(pair -> distinct.add(pair.right())));
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

  /** Where the right side of each pair stands among the candidates, from 1. */
  Map<Lookup, int[]> ranks(TextEncoder encoder) {
    return ranks(encoder, texts -> Arrays.asList(encoder.embed(texts)));
  }

  /** As a keystroke has it: what is looked up with goes through the encoder one by one. */
  Map<Lookup, int[]> ranksOneByOne(TextEncoder encoder) {
    return ranks(encoder, texts -> texts.stream().map(encoder::embed).toList());
  }

  private interface Embedding {
    List<float[]> of(List<String> texts);
  }

  private Map<Lookup, int[]> ranks(TextEncoder encoder, Embedding lefts) {
    float[][] found = encoder.embed(candidates);
    Map<Lookup, int[]> ranks = new EnumMap<>(Lookup.class);
    pairs.forEach(
        (lookup, some) -> {
          List<float[]> sought = lefts.of(some.stream().map(TextPair::left).toList());
          int[] ranksOfSome = new int[some.size()];
          Arrays.parallelSetAll(ranksOfSome, i -> 1 + nearer(some.get(i), sought.get(i), found));
          ranks.put(lookup, ranksOfSome);
        });
    return ranks;
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
