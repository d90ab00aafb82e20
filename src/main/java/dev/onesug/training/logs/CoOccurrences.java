package dev.onesug.training.logs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was seen together in the training window: prefixes with the queries that followed them, and
 * queries with the other queries of the same session. Lists are ordered by falling count, ties by
 * text.
 */
public final class CoOccurrences {
  private static final Comparator<Counted> MOST_FREQUENT_FIRST =
      Comparator.comparingInt(Counted::count).reversed().thenComparing(Counted::query);

  private final Map<String, List<Counted>> byPrefix;
  private final Map<String, List<Counted>> byQuery;

  private CoOccurrences(Map<String, List<Counted>> byPrefix, Map<String, List<Counted>> byQuery) {
    this.byPrefix = byPrefix;
    this.byQuery = byQuery;
  }

  /**
   * A query and how often it was seen.
   *
   * @param query normal form
   * @param count at least 1
   */
  public record Counted(String query, int count) {}

  /** Reads what {@link SampleBuilder} left in a folder: training samples and pairs of queries. */
  public static CoOccurrences read(SampleFolder folder) throws IOException {
    Builder builder = new Builder();
    Samples.forEach(folder.train(), builder::add);
    try (BufferedReader lines = JsonLines.reader(folder.queryPairs())) {
      lines.lines().map(line -> line.split("\t", -1)).forEach(builder::addPair);
    }
    return builder.build();
  }

  /** Prefixes seen at least once, cut as the training samples cut them. */
  public Set<String> prefixes() {
    return byPrefix.keySet();
  }

  /** Queries that were searched together with another in one session. */
  public Set<String> queries() {
    return byQuery.keySet();
  }

  /** The targets of the training samples with exactly this prefix. */
  public List<Counted> ofPrefix(String prefix) {
    return byPrefix.getOrDefault(prefix, List.of());
  }

  /** How many training samples have exactly this prefix. */
  public int countOfPrefix(String prefix) {
    return ofPrefix(prefix).stream().mapToInt(Counted::count).sum();
  }

  /** The other queries of the sessions in which this one was searched. */
  public List<Counted> ofQuery(String query) {
    return byQuery.getOrDefault(query, List.of());
  }

  /** Collects counts; forgets nothing, so feed it the training window only. */
  public static final class Builder {
    private final Map<String, Map<String, Integer>> byPrefix = new HashMap<>();
    private final Map<String, Map<String, Integer>> byQuery = new HashMap<>();

    public Builder add(Sample sample) {
      count(byPrefix, sample.prefix(), sample.target(), 1);
      return this;
    }

    /** Counts each pair of different queries of one session once, in both directions. */
    public Builder addSession(List<String> queries) {
      List<String> distinct = queries.stream().distinct().toList();
      for (String one : distinct) {
        for (String other : distinct) {
          if (!one.equals(other)) {
            count(byQuery, one, other, 1);
          }
        }
      }
      return this;
    }

    public CoOccurrences build() {
      return new CoOccurrences(ranked(byPrefix), ranked(byQuery));
    }

    /** Writes the pairs of queries as {@code query<TAB>other<TAB>count}, in the order of text. */
    void writePairs(Path file) throws IOException {
      try (BufferedWriter lines = JsonLines.writer(file)) {
        for (var entry : new TreeMap<>(byQuery).entrySet()) {
          for (Counted other : rank(entry.getValue())) {
            lines.write(entry.getKey() + '\t' + other.query() + '\t' + other.count() + '\n');
          }
        }
      }
    }

    private void addPair(String[] columns) {
      count(byQuery, columns[0], columns[1], Integer.parseInt(columns[2]));
    }

    private static void count(
        Map<String, Map<String, Integer>> counts, String key, String value, int times) {
      counts.computeIfAbsent(key, k -> new HashMap<>(2)).merge(value, times, Integer::sum);
    }

    private static Map<String, List<Counted>> ranked(Map<String, Map<String, Integer>> counts) {
      Map<String, List<Counted>> ranked = new HashMap<>(counts.size() * 2);
      counts.forEach((key, values) -> ranked.put(key, rank(values)));
      return ranked;
    }

    private static List<Counted> rank(Map<String, Integer> counts) {
      List<Counted> ranked = new ArrayList<>(counts.size());
      counts.forEach((query, count) -> ranked.add(new Counted(query, count)));
      ranked.sort(MOST_FREQUENT_FIRST);
      return List.copyOf(ranked);
    }
  }
}
