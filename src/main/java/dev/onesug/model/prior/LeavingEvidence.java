package dev.onesug.model.prior;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.related.QueryIndex;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What tells the searches that do not continue the typed text: the queries that fit it otherwise,
 * its words, and the queries near to it in meaning. Safe for concurrent use.
 */
public final class LeavingEvidence {
  private static final int NO_QUERY = -1;

  private final QueryIndex index;
  private final Matching matching;
  private final TypedWords words;
  private final NearInMeaning near;

  public LeavingEvidence(QueryIndex index) {
    this.index = index;
    this.matching = new Matching(index);
    this.words = new TypedWords(index);
    this.near = new NearInMeaning(index);
  }

  /** How a query may be meant that does not continue the typed text. */
  public enum Kind {
    /** The text begins at a later word of it. */
    LATER_WORD,
    /** It begins like the text but for one slip. */
    SLIP,
    /** It has words of the text. */
    SAME_WORDS,
    /** It is near to the text in meaning. */
    NEAR
  }

  /** What each kind says; what one has nothing of is left to others. */
  public record Found(Map<Kind, Distribution> byKind) {
    public Found {
      byKind = Collections.unmodifiableMap(new EnumMap<>(byKind));
    }

    /** All with their weights, as one belief. */
    Belief belief(LeavingWeights weights) {
      int size = byKind.values().stream().mapToInt(Distribution::size).sum();
      int[] queries = new int[size];
      double[] shares = new double[size];
      int at = 0;
      for (Map.Entry<Kind, Distribution> one : byKind.entrySet()) {
        at = one.getValue().fill(queries, shares, at, weights.of(one.getKey()));
      }
      return new Belief(queries, shares);
    }

    /**
     * The share that a kind gives to a query.
     *
     * @param believed the query's share of what the kind leaves to others
     */
    public double share(Kind kind, int query, double believed) {
      Distribution said = byKind.getOrDefault(kind, Distribution.NONE);
      return said.share(query) + Math.max(0, 1 - said.sum()) * believed;
    }
  }

  /**
   * What serving asks.
   *
   * @param user what is believed of the user before anything is typed
   */
  public Found of(Moment moment, Belief user) {
    return withoutOne(moment, user, NO_QUERY);
  }

  /**
   * What training asks: one search of the target is not counted.
   *
   * @param target id of the query that was searched
   */
  public Found withoutOne(Moment moment, Belief user, int target) {
    String typed = moment.prefix().text();
    Map<Kind, Distribution> found = new EnumMap<>(Kind.class);
    found.put(Kind.LATER_WORD, matching.withoutOne(index.fromLaterWord(typed), user, target));
    found.put(Kind.SLIP, matching.withoutOne(index.withSlip(typed), user, target));
    found.put(Kind.SAME_WORDS, words.withoutOne(moment.prefix(), target));
    found.put(Kind.NEAR, near.withoutOne(moment.near(), target));
    return new Found(found);
  }
}
