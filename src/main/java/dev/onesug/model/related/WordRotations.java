package dev.onesug.model.related;

import dev.onesug.model.text.Words;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The queries as one may type them who begins at a later word: "for women shoes" and "women shoes
 * for" are rotations of "shoes for women". All rotations but the query itself stand in order, as in
 * a permuterm index (Manning, Raghavan, Schütze: Introduction to Information Retrieval, section
 * 3.2.1) with words for letters, so that those that begin alike are a range.
 */
final class WordRotations {
  private static final String QUERIES = "rotations.queries";
  private static final String STARTS = "rotations.starts";
  private static final String SEARCHES = "rotations.searches";
  private static final String POPULARITY = "rotations.counts";

  private final SortedTexts texts;
  private final IntBuffer queries;
  private final IntBuffer starts;

  /** How often the queries of all rotations before one were searched. */
  private final IntBuffer searches;

  private final PopularityTree popularity;

  /** Where the places of each query's rotations begin in the list of them. [queries + 1] */
  private final int[] firstPlaces;

  private final int[] places;

  WordRotations(IndexFile file, SortedTexts texts) {
    this.texts = texts;
    this.queries = file.ints(QUERIES);
    this.starts = file.ints(STARTS);
    this.searches = file.ints(SEARCHES);
    this.popularity = new PopularityTree(file, POPULARITY);
    this.firstPlaces = new int[texts.size() + 1];
    this.places = new int[queries.capacity()];
    for (int place = 0; place < places.length; place++) {
      firstPlaces[queries.get(place) + 1]++;
    }
    Arrays.parallelPrefix(firstPlaces, Integer::sum);
    int[] next = firstPlaces.clone();
    for (int place = 0; place < places.length; place++) {
      places[next[queries.get(place)]++] = place;
    }
  }

  private record Rotation(int query, int start, byte[] text) {
    static final Comparator<Rotation> ORDER =
        Comparator.comparing(Rotation::text, Arrays::compareUnsigned)
            .thenComparingInt(Rotation::query);
  }

  /**
   * @param texts of all queries by id
   * @param popularity of each
   */
  static void put(IndexFile file, List<String> texts, int[] popularity) {
    List<Rotation> rotations =
        IntStream.range(0, texts.size())
            .boxed()
            .flatMap(query -> rotations(query, texts.get(query)).stream())
            .sorted(Rotation.ORDER)
            .toList();
    int[] counts = rotations.stream().mapToInt(one -> Math.max(1, popularity[one.query])).toArray();
    int[] before = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      before[i + 1] = plus(before[i], counts[i]);
    }
    file.putInts(QUERIES, rotations.stream().mapToInt(Rotation::query).toArray());
    file.putInts(STARTS, rotations.stream().mapToInt(Rotation::start).toArray());
    file.putInts(SEARCHES, before);
    PopularityTree.put(file, POPULARITY, counts);
  }

  private static int plus(int before, int count) {
    if (before > Integer.MAX_VALUE - count) {
      throw new IllegalArgumentException(
          "searches: above %d over all later words (expected: fewer; a shorter training window)"
              .formatted(Integer.MAX_VALUE));
    }
    return before + count;
  }

  private static List<Rotation> rotations(int query, String text) {
    return Words.laterStarts(text)
        .mapToObj(
            at ->
                new Rotation(query, bytes(text.substring(0, at)).length, bytes(rotated(text, at))))
        .toList();
  }

  private static String rotated(String text, int at) {
    return text.substring(at) + " " + text.substring(0, at).stripTrailing();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The queries of which a rotation begins with a text, or with the text but for the blank behind
   * it where none does: a rotation that is typed to its end. A query of which two rotations begin
   * alike ("shoes size small" under "s") is among the popular ones once and counts twice in their
   * total, so that a little is left to others.
   *
   * @param most of the popular ones, at most
   */
  Matches startingWith(String typed, int most) {
    Matches found = startingExactlyWith(typed, most);
    String stripped = typed.strip();
    return found.isEmpty() && stripped.length() < typed.length()
        ? startingExactlyWith(stripped, most)
        : found;
  }

  private Matches startingExactlyWith(String typed, int most) {
    byte[] wanted = bytes(typed);
    Range range = new Range(firstFrom(wanted, false), firstFrom(wanted, true));
    if (range.size() == 0) {
      return Matches.NONE;
    }
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (int place : popularity.top(range, most)) {
      counts.put(queries.get(place), popularity.popularity(place));
    }
    Postings popular =
        new Postings(
            counts.keySet().stream().mapToInt(Integer::intValue).toArray(),
            counts.values().stream().mapToInt(Integer::intValue).toArray(),
            searches.get(range.to()) - searches.get(range.from()));
    return new Matches(popular, query -> holds(range, query));
  }

  private boolean holds(Range range, int query) {
    for (int i = firstPlaces[query]; i < firstPlaces[query + 1]; i++) {
      if (range.holds(places[i])) {
        return true;
      }
    }
    return false;
  }

  /** The first rotation that starts at or after the prefix, or, if {@code beyond}, after it. */
  private int firstFrom(byte[] prefix, boolean beyond) {
    int low = 0;
    int high = queries.capacity();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = texts.compareRotated(queries.get(middle), starts.get(middle), prefix);
      if (beyond ? order > 0 : order >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
