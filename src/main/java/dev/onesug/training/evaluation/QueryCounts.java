package dev.onesug.training.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each query was searched in the training window: all that the popularity baselines know.
 * Queries are in normal form and in text order, so that the completions of a prefix are one range.
 */
public final class QueryCounts {
  private final String[] queries;
  private final int[] counts;

  private QueryCounts(Map<String, Integer> searches) {
    queries = searches.keySet().toArray(String[]::new);
    Arrays.sort(queries);
    counts = Arrays.stream(queries).mapToInt(searches::get).toArray();
  }

  /** Takes counts as they are. */
  public static QueryCounts of(Map<String, Integer> searches) {
    return new QueryCounts(searches);
  }

  public int size() {
    return queries.length;
  }

  Map<String, Integer> asMap() {
    Map<String, Integer> searches = new HashMap<>(2 * queries.length);
    for (int i = 0; i < queries.length; i++) {
      searches.put(queries[i], counts[i]);
    }
    return searches;
  }

  String query(int position) {
    return queries[position];
  }

  int count(int position) {
    return counts[position];
  }

  boolean contains(String query) {
    return Arrays.binarySearch(queries, query) >= 0;
  }

  /** Position of the first query that is not before the text. */
  int firstAtOrAfter(String text) {
    int found = Arrays.binarySearch(queries, text);
    return found >= 0 ? found : -found - 1;
  }

  /** Position after the last query that begins with the prefix. */
  int endOf(String prefix) {
    int low = firstAtOrAfter(prefix);
    int high = queries.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (queries[middle].startsWith(prefix)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
