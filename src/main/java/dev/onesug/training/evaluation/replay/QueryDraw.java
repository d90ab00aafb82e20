package dev.onesug.training.evaluation.replay;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws queries as often as they are searched. */
final class QueryDraw {
  private static final int LONGEST_HISTORY = 5;

  private final List<String> queries;
  private final double[] cumulative;

  /**
   * @param counts how often each query is searched, on any scale
   * @throws IllegalArgumentException if there is none
   */
  QueryDraw(Map<String, ? extends Number> counts) {
    if (counts.isEmpty()) {
      throw new IllegalArgumentException("queries: none (expected: 1 or more)");
    }
    queries = List.copyOf(counts.keySet());
    cumulative = counts.values().stream().mapToDouble(Number::doubleValue).toArray();
    Arrays.parallelPrefix(cumulative, Double::sum);
  }

  String query(SplittableRandom random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int place = Arrays.binarySearch(cumulative, at);
    return queries.get(Math.min(place < 0 ? -place - 1 : place + 1, queries.size() - 1));
  }

  /** One to {@value #LONGEST_HISTORY} different queries. */
  List<String> history(SplittableRandom random) {
    Set<String> history = new LinkedHashSet<>();
    for (int length = 1 + random.nextInt(LONGEST_HISTORY); length > 0; length--) {
      history.add(query(random));
    }
    return List.copyOf(history);
  }
}
