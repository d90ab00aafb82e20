package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.Malformed;
import java.util.Map;
import java.util.TreeMap;

/** The books of one import: nothing is left out or filled in without a line here. */
final class Tally {
  /** Reasons may quote the input; a hostile one must not fill the memory. */
  private static final int MOST_REASONS = 100;

  private final Map<String, Long> dropped = new TreeMap<>();
  private final Map<String, Long> ignored = new TreeMap<>();
  private final Map<String, Long> assumed = new TreeMap<>();
  private long rows;
  private long joined;

  void row() {
    rows++;
  }

  void join() {
    joined++;
  }

  void drop(String reason) {
    count(dropped, reason);
  }

  void ignore(String field) {
    count(ignored, field);
  }

  void assume(String what) {
    count(assumed, what);
  }

  ImportReport report(LogFormat format, long searches, long profiles, Malformed malformed) {
    return new ImportReport(
        format,
        rows,
        searches,
        profiles,
        joined,
        dropped,
        ignored,
        assumed,
        malformed.count(),
        malformed.examples());
  }

  private static void count(Map<String, Long> counts, String reason) {
    boolean room = counts.size() < MOST_REASONS || counts.containsKey(reason);
    counts.merge(room ? reason : "(others)", 1L, Long::sum);
  }
}
