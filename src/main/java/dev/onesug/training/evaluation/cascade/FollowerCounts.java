package dev.onesug.training.evaluation.cascade;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which queries followed which typed texts. Who typed "red sh" had typed "red" before, so a search
 * counts for every beginning of its prefix too.
 */
final class FollowerCounts {
  private final NavigableMap<String, Map<Integer, Integer>> byPrefix = new TreeMap<>();

  void add(String prefix, int query) {
    byPrefix.computeIfAbsent(prefix, key -> new HashMap<>(2)).merge(query, 1, Integer::sum);
  }

  /** What followed a prefix, without what is left out. */
  Followers of(String prefix, FollowerCounts left) {
    return new Followers(
        less(ofExactly(prefix), left.ofExactly(prefix)),
        less(ofBeginning(prefix), left.ofBeginning(prefix)));
  }

  private Map<Integer, Integer> ofExactly(String prefix) {
    return new HashMap<>(byPrefix.getOrDefault(prefix, Map.of()));
  }

  private Map<Integer, Integer> ofBeginning(String prefix) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (Map.Entry<String, Map<Integer, Integer>> longer : byPrefix.tailMap(prefix).entrySet()) {
      if (!longer.getKey().startsWith(prefix)) {
        break;
      }
      longer.getValue().forEach((query, count) -> counts.merge(query, count, Integer::sum));
    }
    return counts;
  }

  /** Takes counts away; a query of which none are left is gone. */
  private static Map<Integer, Integer> less(
      Map<Integer, Integer> counts, Map<Integer, Integer> left) {
    left.forEach((query, count) -> counts.merge(query, -count, Integer::sum));
    counts.values().removeIf(count -> count <= 0);
    return counts;
  }
}
