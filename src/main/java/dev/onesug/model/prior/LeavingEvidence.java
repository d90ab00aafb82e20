package dev.onesug.model.prior;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.related.Matches;
import dev.onesug.model.related.QueryIndex;
import java.util.EnumMap;
import java.util.List;
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
    NEAR;

    /** The kinds of queries that fit the text, each as likely as it was before typing. */
    public static final List<Kind> FITTING = List.of(LATER_WORD, SLIP);

    /** The kinds that name queries which need not fit it. */
    public static final List<Kind> TOLD = List.of(SAME_WORDS, NEAR);
  }

  /**
   * What is found at a keystroke. With b(·) the belief about the user, λ the readiness of {@link
   * LeavingWeights} and F(k) the queries that fit in the way k, the posterior of what was meant is
   *
   * <pre>
   * (1 − unfitting) · (b(q) if q continues p, + Σ λ(k) · b(q) if q in F(k))
   *                 / (b(all that continue p) + Σ λ(k) · b(F(k)))
   * + Σ share(k) · told(q | k) + anything · b(q)
   * </pre>
   *
   * so that the rarer the queries are that continue the text, the likelier it was not a beginning.
   */
  public static final class Found {
    private final Matches continuations;
    private final double continuing;
    private final Map<Kind, Matching.Fitting> fitting;
    private final Map<Kind, Distribution> told;

    private Found(
        Matches continuations,
        double continuing,
        Map<Kind, Matching.Fitting> fitting,
        Map<Kind, Distribution> told) {
      this.continuations = continuations;
      this.continuing = continuing;
      this.fitting = fitting;
      this.told = told;
    }

    /** b of all queries that continue the text. */
    public double continuing() {
      return continuing;
    }

    /** b of all queries that fit the text in the way of a kind. */
    public double fitting(Kind kind) {
      return fitting.getOrDefault(kind, Matching.Fitting.NONE).mass();
    }

    /**
     * What the queries that fit in the way of a kind leave to a query: b of it, if it is listed
     * among them, and its share of those that are not listed, which serving leaves to everything.
     *
     * @param believed b of the query
     */
    public double fitting(Kind kind, int query, double believed) {
      return fitting.getOrDefault(kind, Matching.Fitting.NONE).of(query, believed);
    }

    /**
     * The share that a kind gives to a query.
     *
     * @param kind one that tells
     * @param believed the query's share of what the kind leaves to others
     */
    public double told(Kind kind, int query, double believed) {
      Distribution said = told.getOrDefault(kind, Distribution.NONE);
      return said.share(query) + Math.max(0, 1 - said.sum()) * believed;
    }

    /**
     * The part of a belief about the user that says something beside what is found: of queries that
     * continue the text. Those that fit it otherwise are told of already. Those that do not fit it
     * share only in what the kinds leave unsaid, which popularity gets rather than thousands of
     * queries that hardly any of it falls to. If nothing fits, it is all of the belief.
     */
    Belief mattering(LeavingWeights weights, Belief user) {
      return fittingMass(weights) > 0 ? user.only(continuations.holds()) : user;
    }

    /** The share of searches that do not continue the text, above 0. */
    double leavingShare(LeavingWeights weights) {
      double all = fittingMass(weights);
      double unfitting = weights.unfitting();
      // Rounding may take it above 1.
      return all > 0 ? Math.min(1, unfitting + (1 - unfitting) * (all - continuing) / all) : 1;
    }

    /** What these searches are for. */
    Belief belief(LeavingWeights weights) {
      int size =
          fitting.values().stream().mapToInt(fits -> fits.queries().size()).sum()
              + told.values().stream().mapToInt(Distribution::size).sum();
      int[] queries = new int[size];
      double[] shares = new double[size];
      double all = fittingMass(weights);
      double leaving = leavingShare(weights);
      int at = 0;
      for (Map.Entry<Kind, Matching.Fitting> one : fitting.entrySet()) {
        Matching.Fitting fits = one.getValue();
        double mass = weights.of(one.getKey()) * fits.mass();
        double share = mass == 0 ? 0 : (1 - weights.unfitting()) * mass / all;
        at = fits.queries().fill(queries, shares, at, share / leaving);
      }
      // Where no query fits, these have all.
      double unfitting = all > 0 ? leaving : weights.unfitting();
      for (Map.Entry<Kind, Distribution> one : told.entrySet()) {
        at = one.getValue().fill(queries, shares, at, weights.of(one.getKey()) / unfitting);
      }
      return new Belief(queries, shares);
    }

    private double fittingMass(LeavingWeights weights) {
      double mass = continuing;
      for (Map.Entry<Kind, Matching.Fitting> one : fitting.entrySet()) {
        mass += weights.of(one.getKey()) * one.getValue().mass();
      }
      return mass;
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
    Map<Kind, Matching.Fitting> fitting = new EnumMap<>(Kind.class);
    fitting.put(Kind.LATER_WORD, matching.withoutOne(index.fromLaterWord(typed), user, target));
    fitting.put(Kind.SLIP, matching.withoutOne(index.withSlip(typed), user, target));
    Map<Kind, Distribution> told = new EnumMap<>(Kind.class);
    told.put(Kind.SAME_WORDS, words.withoutOne(moment.prefix(), target));
    told.put(Kind.NEAR, near.withoutOne(moment.near(), target));
    Matches continuations = index.startingWith(typed);
    return new Found(
        continuations, matching.massWithoutOne(continuations, user, target), fitting, told);
  }
}
