package dev.onesug.model.prior;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.related.Postings;
import java.util.ArrayList;
import java.util.List;

/** Some queries with a share each, the shares summing to at most 1: a weighted mean of postings. */
public final class Distribution {
  private final List<Part> parts;

  private record Part(double weight, Postings postings) {}

  private Distribution(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  static Distribution of(Postings postings) {
    return new Builder().add(1, postings).build();
  }

  /** Collects postings with the weights that they shall have against each other. */
  static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private double sum;

    Builder add(double weight, Postings postings) {
      if (weight > 0 && postings.size() > 0) {
        parts.add(new Part(weight, postings));
        sum += weight;
      }
      return this;
    }

    /** Adds what a distribution is made of, which shares the weight. */
    Builder add(double weight, Distribution other) {
      other.parts.forEach(part -> add(weight * part.weight, part.postings));
      return this;
    }

    Distribution build() {
      return new Distribution(
          parts.stream().map(part -> new Part(part.weight / sum, part.postings)).toList());
    }
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The share of one query. */
  public double share(int query) {
    double share = 0;
    for (Part part : parts) {
      int place = part.postings.place(query);
      share += place < 0 ? 0 : part.weight * part.postings.share(place);
    }
    return share;
  }

  /** The number of queries, one that several parts hold counted in each. */
  int size() {
    return parts.stream().mapToInt(part -> part.postings.size()).sum();
  }

  /**
   * Writes all queries with their shares, weighted.
   *
   * @return the place after the last
   */
  int fill(int[] queries, double[] shares, int from, double weight) {
    int at = from;
    for (Part part : parts) {
      for (int i = 0; i < part.postings.size(); i++) {
        queries[at] = part.postings.queries()[i];
        shares[at++] = weight * part.weight * part.postings.share(i);
      }
    }
    return at;
  }

  /** This as a belief that leaves a part to others. */
  Belief belief(double weight) {
    int[] queries = new int[size()];
    double[] shares = new double[queries.length];
    fill(queries, shares, 0, weight);
    return new Belief(queries, shares);
  }
}
