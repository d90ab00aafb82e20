package dev.onesug.training.logs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which queries were searched in the same sessions, and how much that says of them: by item-based
 * collaborative filtering (ItemCF: Sarwar et al., 2001, long sessions counting less by the
 * logarithm of their length) and by Swing (Yang et al., 2020), which counts a pair by pairs of
 * sessions that have little else in common. Feed it the training window only.
 */
public final class SessionPairs {
  /** Of Swing: two sessions that share this pair and nothing else count 1 / (1 + 2). */
  private static final double SWING_SMOOTHING = 1;

  /** Robots search all day; what they search in one sitting says nothing. */
  private static final int LONGEST_SESSION = 50;

  /** Of a pair that many sessions hold, Swing compares as many, each with each. */
  private static final int MOST_COMPARED = 100;

  private final List<List<Visit>> sessions = new ArrayList<>();

  /**
   * One search of a session.
   *
   * @param query normal form
   * @param ordered whether something was bought from its results
   */
  record Visit(String query, boolean ordered) {}

  /**
   * Two different queries of common sessions.
   *
   * @param one the lower in the order of text
   * @param other the higher
   * @param sessions that hold both
   * @param ordered in how many of them something was bought from each
   * @param itemCf the cosine of their sessions, long ones counting less
   * @param swing 0 if they have but one session in common
   */
  public record Pair(
      String one, String other, int sessions, int ordered, double itemCf, double swing) {

    /** The most telling first: what two sessions agree on is before what one held by chance. */
    public static final Comparator<Pair> STRONGEST_FIRST =
        Comparator.comparingDouble(Pair::swing)
            .thenComparingDouble(Pair::itemCf)
            .reversed()
            // Ties are many; a list that is cut must not prefer what stands early in the alphabet.
            .thenComparingInt(Pair::scattered)
            .thenComparing(Pair::one)
            .thenComparing(Pair::other);

    private int scattered() {
      return (one + '\t' + other).hashCode() * 0x9E3779B9;
    }

    static Pair parse(String line) {
      String[] columns = line.split("\t", -1);
      if (columns.length != 6) {
        throw new IllegalArgumentException(
            "query-pairs.tsv: " + line + " (expected: 6 columns; made by another release?)");
      }
      return new Pair(
          columns[0],
          columns[1],
          Integer.parseInt(columns[2]),
          Integer.parseInt(columns[3]),
          Double.parseDouble(columns[4]),
          Double.parseDouble(columns[5]));
    }

    String line() {
      return String.join(
          "\t",
          one,
          other,
          Integer.toString(sessions),
          Integer.toString(ordered),
          Float.toString((float) itemCf),
          Float.toString((float) swing));
    }
  }

  /** Adds a session; one of more than {@value #LONGEST_SESSION} searches is left out. */
  SessionPairs add(List<Visit> session) {
    if (session.size() <= LONGEST_SESSION) {
      sessions.add(session);
    }
    return this;
  }

  /** All pairs, in the order of text. */
  List<Pair> pairs() {
    List<Map<String, Boolean>> distinct = new ArrayList<>();
    Map<String, Double> weights = new HashMap<>();
    for (List<Visit> session : sessions) {
      Map<String, Boolean> queries = new HashMap<>();
      session.forEach(visit -> queries.merge(visit.query, visit.ordered, Boolean::logicalOr));
      queries.keySet().forEach(query -> weights.merge(query, weight(queries.size()), Double::sum));
      distinct.add(queries);
    }
    Map<List<String>, List<Integer>> common = new HashMap<>();
    for (int session = 0; session < distinct.size(); session++) {
      List<String> queries = distinct.get(session).keySet().stream().sorted().toList();
      for (int i = 0; i < queries.size(); i++) {
        for (int j = i + 1; j < queries.size(); j++) {
          common
              .computeIfAbsent(List.of(queries.get(i), queries.get(j)), key -> new ArrayList<>(1))
              .add(session);
        }
      }
    }
    return common.entrySet().stream()
        .map(
            entry ->
                pair(
                    entry.getKey().get(0),
                    entry.getKey().get(1),
                    entry.getValue(),
                    distinct,
                    weights))
        .sorted(Comparator.comparing(Pair::one).thenComparing(Pair::other))
        .toList();
  }

  private static Pair pair(
      String one,
      String other,
      List<Integer> common,
      List<Map<String, Boolean>> sessions,
      Map<String, Double> weights) {
    int ordered = 0;
    double together = 0;
    double swing = 0;
    for (int i = 0; i < common.size(); i++) {
      Map<String, Boolean> session = sessions.get(common.get(i));
      boolean bothOrdered = session.getOrDefault(one, false) && session.getOrDefault(other, false);
      ordered += bothOrdered ? 1 : 0;
      together += weight(session.size());
      for (int j = 0; j < i && i < MOST_COMPARED; j++) {
        Set<String> shared = new HashSet<>(session.keySet());
        shared.retainAll(sessions.get(common.get(j)).keySet());
        swing += 1 / (SWING_SMOOTHING + shared.size());
      }
    }
    double alone = weights.getOrDefault(one, 0.0) * weights.getOrDefault(other, 0.0);
    double itemCf = together / Math.sqrt(alone);
    return new Pair(one, other, common.size(), ordered, itemCf, swing);
  }

  /** A session of many queries says less of each pair in it. */
  private static double weight(int queries) {
    return 1 / Math.log(1.0 + queries);
  }

  /** Writes a pair a line, columns as {@link Pair} has them. */
  void write(SampleFolder folder) throws IOException {
    try (BufferedWriter lines = JsonLines.writer(folder.queryPairs())) {
      for (Pair pair : pairs()) {
        lines.write(pair.line() + '\n');
      }
    }
  }

  /** Reads what the samples stage wrote, in the order of text. */
  public static List<Pair> read(SampleFolder folder) throws IOException {
    try (BufferedReader lines = JsonLines.reader(folder.queryPairs())) {
      return lines.lines().map(Pair::parse).toList();
    }
  }
}
