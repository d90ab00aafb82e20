package dev.onesug.model.prior;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.prior.Evidence.Kind;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How much each evidence counts against popularity: the weights of an interpolation (Jelinek and
 * Mercer, 1980). Evidence that a user has none of gives its weight to the rest, in proportion.
 *
 * @param popularity of all queries by their searches; above 0
 * @param repeated by recency, the latest query of the user first; none negative, as the others
 * @param session by recency
 * @param word by recency
 * @param near by recency
 */
public record EvidenceWeights(
    double popularity,
    List<Double> repeated,
    List<Double> session,
    List<Double> word,
    List<Double> near) {
  /** The user's history says nothing. */
  public static final EvidenceWeights NONE =
      new EvidenceWeights(1, List.of(), List.of(), List.of(), List.of());

  /**
   * @throws IllegalArgumentException if a weight is out of its range
   */
  public EvidenceWeights {
    repeated = List.copyOf(repeated);
    session = List.copyOf(session);
    word = List.copyOf(word);
    near = List.copyOf(near);
    if (!(popularity > 0) || !Double.isFinite(popularity)) {
      throw new IllegalArgumentException("popularity: " + popularity + " (expected: above 0)");
    }
    for (double weight : Stream.of(repeated, session, word, near).flatMap(List::stream).toList()) {
      if (!(weight >= 0) || !Double.isFinite(weight)) {
        throw new IllegalArgumentException("weight: " + weight + " (expected: at least 0)");
      }
    }
  }

  /** Equal weights of a depth for each kind: where fitting begins. */
  public static EvidenceWeights uniform(int repeated, int session, int word, int near) {
    return new EvidenceWeights(1, ones(repeated), ones(session), ones(word), ones(near));
  }

  private static List<Double> ones(int count) {
    return DoubleStream.generate(() -> 1).limit(count).boxed().toList();
  }

  /** How many earlier queries any kind of evidence reads. */
  int depth() {
    return Stream.of(repeated, session, word, near).mapToInt(List::size).max().orElse(0);
  }

  /** The weights of one kind, by recency. */
  public List<Double> of(Kind kind) {
    return switch (kind) {
      case REPEATED -> repeated;
      case SESSION -> session;
      case WORD -> word;
      case NEAR -> near;
    };
  }

  /** The weight of an evidence, before what is missing is shared out. */
  public double of(Evidence evidence) {
    return of(evidence.kind()).get(evidence.recency());
  }

  /**
   * What all evidence of one moment and popularity say of one query.
   *
   * @param popular the query's share of all searches
   */
  public double share(int query, List<Evidence> evidence, double popular) {
    double sum = popularity;
    double share = popularity * popular;
    for (Evidence one : evidence) {
      sum += of(one);
      share += of(one) * one.queries().share(query);
    }
    return share / sum;
  }

  /** What all evidence of one moment says together. */
  public Belief belief(List<Evidence> evidence) {
    double sum = popularity + evidence.stream().mapToDouble(this::of).sum();
    int size = evidence.stream().mapToInt(one -> one.queries().size()).sum();
    int[] queries = new int[size];
    double[] shares = new double[size];
    int at = 0;
    for (Evidence one : evidence) {
      at = one.queries().fill(queries, shares, at, of(one) / sum);
    }
    return new Belief(queries, shares);
  }
}
