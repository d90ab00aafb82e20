package dev.onesug.model.related;

import java.util.List;

/**
 * What one earlier query of a user says of the next one: some queries with a share each. The shares
 * sum to at most 1.
 */
public final class Evidence {

  /** Why an earlier query points at others. */
  public enum Kind {
    /** At itself: people search again what they searched. */
    REPEATED,
    /** At queries that were searched in the same sessions. */
    SESSION,
    /** At queries that share a word with it. */
    WORD
  }

  private final Kind kind;
  private final int recency;
  private final List<Part> parts;

  /**
   * Postings that count for a part of the evidence.
   *
   * @param weight of these postings; those of one evidence sum to 1
   */
  record Part(double weight, Postings postings) {}

  Evidence(Kind kind, int recency, List<Part> parts) {
    this.kind = kind;
    this.recency = recency;
    this.parts = List.copyOf(parts);
  }

  public Kind kind() {
    return kind;
  }

  /** The place of the earlier query in the history: 0 for the latest. */
  public int recency() {
    return recency;
  }

  /** The share of one query. */
  public double share(int query) {
    double share = 0;
    for (Part part : parts) {
      for (int i = 0; i < part.postings().size(); i++) {
        share +=
            part.postings().queries()[i] == query ? part.weight() * part.postings().share(i) : 0;
      }
    }
    return share;
  }

  /** The number of queries that it points at, one that several parts name counted by each. */
  int size() {
    return parts.stream().mapToInt(part -> part.postings().size()).sum();
  }

  /**
   * Writes all its queries with their weighted shares.
   *
   * @return the place after the last
   */
  int fill(int[] queries, double[] shares, int from, double weight) {
    int at = from;
    for (Part part : parts) {
      for (int i = 0; i < part.postings().size(); i++) {
        queries[at] = part.postings().queries()[i];
        shares[at++] = weight * part.weight() * part.postings().share(i);
      }
    }
    return at;
  }
}
