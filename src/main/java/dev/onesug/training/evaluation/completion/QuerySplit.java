package dev.onesug.training.evaluation.completion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Real queries cut into what may be learned and what is asked. Some queries are held back whole, by
 * a hash of their text: they are unseen. Of the others some searches are held back: what is asked
 * of them is weighted by popularity, and none of it was counted in training.
 *
 * @param training searches of each query that may be learned from, at least 1 each
 * @param dev what weights are fitted on
 * @param test what is reported
 */
record QuerySplit(Map<String, Integer> training, HeldOut dev, HeldOut test) {
  private static final double DEV_QUERIES = 0.05;
  private static final double TEST_QUERIES = 0.1;
  private static final double DEV_SEARCHES = 0.05;
  private static final double TEST_SEARCHES = 0.1;

  /** The shortest query that can be cut. */
  private static final int SHORTEST = 2;

  /**
   * What was held back.
   *
   * @param unseen distinct queries of which training knows nothing, with their searches
   * @param seen searches, held back, of queries that training knows
   */
  record HeldOut(Map<String, Integer> unseen, Map<String, Integer> seen) {
    private HeldOut() {
      this(new TreeMap<>(), new TreeMap<>());
    }
  }

  /** Splits queries; the same seed and query always fall together, whatever else there is. */
  static QuerySplit of(Map<String, Long> searches, long seed) {
    QuerySplit split = new QuerySplit(new TreeMap<>(), new HeldOut(), new HeldOut());
    searches.forEach(
        (query, count) ->
            split.add(query, count.intValue(), new SplittableRandom(seed * 31 + query.hashCode())));
    return split;
  }

  private void add(String query, int searches, SplittableRandom random) {
    boolean canBeCut = canBeCut(query);
    double part = random.nextDouble();
    if (canBeCut && part < TEST_QUERIES) {
      test.unseen.put(query, searches);
    } else if (canBeCut && part < TEST_QUERIES + DEV_QUERIES) {
      dev.unseen.put(query, searches);
    } else {
      // The first search is always learned from.
      int forDev = 0;
      int forTest = 0;
      for (int search = 1; canBeCut && search < searches; search++) {
        double place = random.nextDouble();
        forTest += place < TEST_SEARCHES ? 1 : 0;
        forDev += place >= TEST_SEARCHES && place < TEST_SEARCHES + DEV_SEARCHES ? 1 : 0;
      }
      training.put(query, searches - forDev - forTest);
      if (forDev > 0) {
        dev.seen.put(query, forDev);
      }
      if (forTest > 0) {
        test.seen.put(query, forTest);
      }
    }
  }

  /** Whether a query has a beginning that is not the whole of it. */
  static boolean canBeCut(String query) {
    return query.codePointCount(0, query.length()) >= SHORTEST;
  }

  /** Distinct unseen queries, each cut once. */
  List<CompletionTrial> unseenTrials(HeldOut part, int limit, long seed) {
    List<String> queries = new ArrayList<>(part.unseen.keySet());
    return cut(queries, part.unseen, limit, new Random(seed));
  }

  /** Searches of seen queries, the popular ones as often as they were held back. */
  List<CompletionTrial> seenTrials(HeldOut part, int limit, long seed) {
    List<String> queries = new ArrayList<>();
    part.seen.forEach((query, searches) -> queries.addAll(Collections.nCopies(searches, query)));
    return cut(queries, training, limit, new Random(seed));
  }

  private static List<CompletionTrial> cut(
      List<String> queries, Map<String, Integer> searches, int limit, Random random) {
    Collections.shuffle(queries, random);
    return queries.stream()
        .limit(limit)
        .map(query -> CompletionTrial.cut(query, searches.getOrDefault(query, 0), random))
        .toList();
  }
}
