package dev.onesug.model.prior;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.prior.Evidence.Kind;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * How much each evidence counts against popularity: the weights of an interpolation (Jelinek and
 * Mercer, 1980). Evidence that a user has none of gives its weight to the rest, in proportion.
 *
 * @param popularity of all queries by their searches; above 0
 * @param inSession of what was searched in the session that is going on
 * @param before of what was searched in earlier ones
 */
public record EvidenceWeights(double popularity, ByKind inSession, ByKind before) {
  /** The user's history says nothing. */
  public static final EvidenceWeights NONE = new EvidenceWeights(1, ByKind.NONE, ByKind.NONE);

  /**
   * @throws IllegalArgumentException if a weight is out of its range
   */
  public EvidenceWeights {
    Objects.requireNonNull(inSession, "inSession: absent (expected: weights by kind)");
    Objects.requireNonNull(before, "before: absent (expected: weights by kind)");
    if (!(popularity > 0) || !Double.isFinite(popularity)) {
      throw new IllegalArgumentException("popularity: " + popularity + " (expected: above 0)");
    }
  }

  /**
   * Weights of each kind by recency, the latest query first; none negative.
   *
   * @param repeated of the query itself
   * @param session of what was searched in the same sessions
   * @param word of what shares a word
   * @param near of what is near in meaning
   */
  public record ByKind(
      List<Double> repeated, List<Double> session, List<Double> word, List<Double> near) {
    static final ByKind NONE = new ByKind(List.of(), List.of(), List.of(), List.of());

    /**
     * @throws IllegalArgumentException if a weight is out of its range
     */
    public ByKind {
      repeated = weights("repeated", repeated);
      session = weights("session", session);
      word = weights("word", word);
      near = weights("near", near);
    }

    private static List<Double> weights(String name, List<Double> weights) {
      Objects.requireNonNull(weights, name + ": absent (expected: weights)");
      for (double weight : weights) {
        if (!(weight >= 0) || !Double.isFinite(weight)) {
          throw new IllegalArgumentException(name + ": " + weight + " (expected: at least 0)");
        }
      }
      return List.copyOf(weights);
    }

    /** Equal weights of a depth for each kind: where fitting begins. */
    public static ByKind uniform(int repeated, int session, int word, int near) {
      return new ByKind(ones(repeated), ones(session), ones(word), ones(near));
    }

    private static List<Double> ones(int count) {
      return DoubleStream.generate(() -> 1).limit(count).boxed().toList();
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
  }

  /**
   * The weights of one kind, by recency.
   *
   * @param ofSession of what was searched in the session that is going on, or before
   */
  public List<Double> of(Kind kind, boolean ofSession) {
    return (ofSession ? inSession : before).of(kind);
  }

  /** The weight of an evidence, before what is missing is shared out. */
  public double of(Evidence evidence) {
    return of(evidence.kind(), evidence.inSession()).get(evidence.recency());
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
