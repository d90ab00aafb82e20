package dev.onesug.model.related;

import java.util.List;

/** For each query the queries that were most often searched in the same session. */
final class SessionPostings {
  /** Of each query at most. */
  static final int MOST_QUERIES = 32;

  private static final String NAME = "sessions";

  private final IntLists pairs;

  SessionPostings(IndexFile file) {
    this.pairs = new IntLists(file, NAME);
  }

  /**
   * @param ofQueries by query id
   */
  static void put(IndexFile file, List<Postings> ofQueries) {
    IntLists.put(file, NAME, ofQueries.stream().map(SessionPostings::packed).toList());
  }

  /** The total, then query and count in turn; nothing at all for no queries. */
  private static int[] packed(Postings postings) {
    if (postings.size() == 0) {
      return new int[0];
    }
    int[] packed = new int[1 + 2 * postings.size()];
    packed[0] = (int) Math.min(postings.total(), Integer.MAX_VALUE);
    for (int i = 0; i < postings.size(); i++) {
      packed[1 + 2 * i] = postings.queries()[i];
      packed[2 + 2 * i] = postings.counts()[i];
    }
    return packed;
  }

  Postings of(int query) {
    int[] packed = pairs.list(query);
    if (packed.length == 0) {
      return Postings.NONE;
    }
    int[] queries = new int[packed.length / 2];
    int[] counts = new int[queries.length];
    for (int i = 0; i < queries.length; i++) {
      queries[i] = packed[1 + 2 * i];
      counts[i] = packed[2 + 2 * i];
    }
    return new Postings(queries, counts, packed[0]);
  }
}
