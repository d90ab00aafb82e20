package dev.onesug.training.align;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Picks for each pair a query that is like its right side and yet not it. For a prefix: one that
 * stands near it in the order of text and does not continue it. For a query: one that the un-tuned
 * encoder finds nearer than nearly all others, but not the nearest, which are too often right.
 */
final class HardNegatives {
  private static final int POOL = 1000;
  private static final int RANK = 4;
  private static final int NEIGHBOURS = 8;

  private final List<String> sorted;
  private final Map<String, float[]> vectors;
  private final List<String> pool;
  private final long seed;

  /**
   * @param queries all queries
   * @param vectors of the un-tuned encoder, by text, of some of them
   */
  HardNegatives(List<String> queries, Map<String, float[]> vectors, long seed) {
    this.sorted = queries.stream().sorted().toList();
    this.vectors = vectors;
    this.seed = seed;
    List<String> texts = new ArrayList<>(vectors.keySet().stream().sorted().toList());
    Collections.shuffle(texts, new Random(seed));
    this.pool = texts.subList(0, Math.min(POOL, texts.size()));
  }

  /** One text a pair, in their order; the right side itself where there is nothing to pick from. */
  List<String> of(List<TextPair> pairs) {
    return IntStream.range(0, pairs.size())
        .parallel()
        .mapToObj(i -> of(pairs.get(i), new Random(seed ^ i * 0x9E3779B97F4A7C15L)))
        .toList();
  }

  private String of(TextPair pair, Random random) {
    return pair.perspective().isMined() ? nearInMeaning(pair) : besidePrefix(pair, random);
  }

  private String nearInMeaning(TextPair pair) {
    float[] right = vectors.getOrDefault(pair.right(), new float[0]);
    return pool.stream()
        .filter(text -> !text.equals(pair.right()) && !text.equals(pair.left()))
        .map(text -> new Like(text, RecallTest.dot(right, vectors.getOrDefault(text, right))))
        .sorted(Comparator.comparing(Like::cosine).reversed())
        .skip(RANK)
        .findFirst()
        .map(Like::text)
        .orElse(pair.right());
  }

  private record Like(String text, float cosine) {}

  private String besidePrefix(TextPair pair, Random random) {
    int from = Collections.binarySearch(sorted, pair.left());
    int before = from < 0 ? ~from : from;
    int behind = before;
    while (behind < sorted.size() && sorted.get(behind).startsWith(pair.left())) {
      behind++;
    }
    int step = 1 + random.nextInt(NEIGHBOURS);
    int place = random.nextBoolean() ? before - step : behind + step - 1;
    return place < 0 || place >= sorted.size() ? pair.right() : sorted.get(place);
  }
}
