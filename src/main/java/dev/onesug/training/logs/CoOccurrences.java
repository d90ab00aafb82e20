package dev.onesug.training.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    SessionPairs.read(folder).forEach(builder::add);
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

    Builder add(SessionPairs.Pair pair) {
      count(byQuery, pair.one(), pair.other(), pair.sessions());
      count(byQuery, pair.other(), pair.one(), pair.sessions());
      return this;
    }

    public CoOccurrences build() {
      return new CoOccurrences(ranked(byPrefix), ranked(byQuery));
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
