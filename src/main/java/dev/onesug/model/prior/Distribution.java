package dev.onesug.model.prior;

import dev.onesug.model.related.Postings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Some queries with a share each, the shares summing to at most 1: a weighted mean of lists. */
public final class Distribution {
  /** It says nothing. */
  static final Distribution NONE = new Distribution(List.of());

  private final List<Part> parts;

  /** Queries by place, each with its share of this part. */
  private record Part(double weight, int[] queries, IntToDoubleFunction shares) {
    Part times(double factor) {
      return new Part(weight * factor, queries, shares);
    }

    double sum() {
      return weight * IntStream.range(0, queries.length).mapToDouble(shares).sum();
    }

    double share(int query) {
      for (int place = 0; place < queries.length; place++) {
        if (queries[place] == query) {
          return shares.applyAsDouble(place);
        }
      }
      return 0;
    }
  }

  private Distribution(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  static Distribution of(Postings postings) {
    return new Builder().add(1, postings).build();
  }

  /**
   * Queries with shares of their own.
   *
   * @param shares of each query; none negative, their sum at most 1
   */
  static Distribution of(int[] queries, double[] shares) {
    return queries.length == 0
        ? NONE
        : new Distribution(List.of(new Part(1, queries, place -> shares[place])));
  }

  /** Collects postings with the weights that they shall have against each other. */
  static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private double sum;

    Builder add(double weight, Postings postings) {
      return add(new Part(weight, postings.queries(), postings::share));
    }

    /** Adds what a distribution is made of, which shares the weight. */
    Builder add(double weight, Distribution other) {
      other.parts.forEach(part -> add(part.times(weight)));
      return this;
    }

    private Builder add(Part part) {
      if (part.weight > 0 && part.queries.length > 0) {
        parts.add(part);
        sum += part.weight;
      }
      return this;
    }

    Distribution build() {
      return new Distribution(parts.stream().map(part -> part.times(1 / sum)).toList());
    }
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The share of one query. */
  public double share(int query) {
    double share = 0;
    for (Part part : parts) {
      share += part.weight * part.share(query);
    }
    return share;
  }

  /** What is said of all queries together; the rest is left to others. */
  public double sum() {
    return parts.stream().mapToDouble(Part::sum).sum();
  }

  /** The number of queries, one that several parts hold counted in each. */
  int size() {
    return parts.stream().mapToInt(part -> part.queries.length).sum();
  }

  /**
   * Writes all queries with their shares, weighted.
   *
   * @return the place after the last
   */
  int fill(int[] queries, double[] shares, int from, double weight) {
    int at = from;
    for (Part part : parts) {
      for (int i = 0; i < part.queries.length; i++) {
        queries[at] = part.queries[i];
        shares[at++] = weight * part.weight * part.shares.applyAsDouble(i);
      }
    }
    return at;
  }
}
