package dev.onesug.model.related;

import dev.onesug.model.text.Words;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * For each word that at least two queries share: how often queries with it were searched, and the
 * most popular of these queries.
 */
final class WordPostings {
  private static final String NAME = "words";
  private static final String SEARCHES = "words.searches";
  private static final String QUERIES = "words.queries";

  /** Of one word; what is less popular is left to popularity. */
  private static final int MOST_QUERIES = 128;

  /** Of those that a cut word may become: the most searched ones. */
  private static final int MOST_WORDS = 8;

  private final SortedTexts words;
  private final IntBuffer searches;
  private final IntLists queries;
  private final PopularityTree popularity;

  WordPostings(IndexFile file, PopularityTree popularity) {
    this.words = new SortedTexts(file, NAME);
    this.searches = file.ints(SEARCHES);
    this.queries = new IntLists(file, QUERIES);
    this.popularity = popularity;
  }

  /**
   * @param texts of all queries by id
   * @param popularity of each
   */
  static void put(IndexFile file, List<String> texts, int[] popularity) {
    Map<String, IntStream.Builder> byWord = new HashMap<>();
    for (int query = 0; query < texts.size(); query++) {
      for (String word : Words.of(texts.get(query))) {
        byWord.computeIfAbsent(word, any -> IntStream.builder()).add(query);
      }
    }
    SortedMap<String, int[]> shared = new TreeMap<>(SortedTexts.ORDER);
    byWord.forEach(
        (word, builder) -> {
          int[] queries = builder.build().toArray();
          if (queries.length > 1) {
            shared.put(word, queries);
          }
        });
    SortedTexts.put(file, NAME, List.copyOf(shared.keySet()));
    file.putInts(
        SEARCHES,
        shared.values().stream().mapToInt(queries -> searches(queries, popularity)).toArray());
    IntLists.put(
        file, QUERIES, shared.values().stream().map(queries -> top(queries, popularity)).toList());
  }

  /** Of all these queries; one that was never searched counts once. */
  private static int searches(int[] queries, int[] popularity) {
    long sum = Arrays.stream(queries).mapToLong(query -> Math.max(1, popularity[query])).sum();
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }

  private static int[] top(int[] queries, int[] popularity) {
    return Arrays.stream(queries)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(query -> popularity[query])
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_QUERIES)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The words that begin with a text: the most searched ones, in falling order. */
  List<Postings> from(String beginning) {
    Range range = words.startingWith(beginning);
    int[] best = new int[Math.min(MOST_WORDS, range.size())];
    int size = 0;
    for (int place = range.from(); place < range.to(); place++) {
      if (size < best.length || searches.get(place) > searches.get(best[size - 1])) {
        int at = size < best.length ? size++ : size - 1;
        for (; at > 0 && searches.get(place) > searches.get(best[at - 1]); at--) {
          best[at] = best[at - 1];
        }
        best[at] = place;
      }
    }
    return Arrays.stream(best).mapToObj(this::at).toList();
  }

  /** The queries with a word; none if fewer than two have it. */
  Postings of(String word) {
    int place = words.find(word);
    return place < 0 ? Postings.NONE : at(place);
  }

  private Postings at(int place) {
    int[] ids = queries.list(place);
    int[] counts = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      counts[i] = Math.max(1, popularity.popularity(ids[i]));
    }
    return new Postings(ids, counts, searches.get(place));
  }
}
