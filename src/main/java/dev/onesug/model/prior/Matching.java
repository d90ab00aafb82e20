package dev.onesug.model.prior;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.related.Matches;
import dev.onesug.model.related.Postings;
import dev.onesug.model.related.QueryIndex;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is believed of the user, as far as it is of the queries that fit the typed text in a certain
 * way; b is as {@link dev.onesug.model.decoding.QueryPrior} has it. Safe for concurrent use.
 */
final class Matching {
  private final QueryIndex index;

  Matching(QueryIndex index) {
    this.index = index;
  }

  /**
   * What fits.
   *
   * @param mass b of all queries that fit, 0..1
   * @param queries the share of each that is listed or believed in: b(q) / mass
   */
  record Fitting(double mass, Distribution queries) {
    static final Fitting NONE = new Fitting(0, Distribution.NONE);

    /** b of one query, if it is listed, and its share of those that are not. */
    double of(int query, double believed) {
      return mass * (queries.share(query) + Math.max(0, 1 - queries.sum()) * believed);
    }
  }

  /**
   * @param user what is believed of the user before anything is typed
   * @param target a query of which one search is not counted, or -1
   */
  Fitting withoutOne(Matches matches, Belief user, int target) {
    if (matches.isEmpty()) {
      return Fitting.NONE;
    }
    Belief fitting = user.only(matches.holds());
    double mass = mass(matches, fitting, target);
    if (!(mass > 0)) {
      return Fitting.NONE;
    }
    Postings popular = matches.popular().minus(target, 1);
    double perSearch = user.rest() / index.searches();
    Map<Integer, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < fitting.queries().length; i++) {
      shares.merge(fitting.queries()[i], fitting.shares()[i] / mass, Double::sum);
    }
    for (int i = 0; i < popular.size(); i++) {
      shares.merge(popular.queries()[i], perSearch * popular.counts()[i] / mass, Double::sum);
    }
    return new Fitting(
        mass,
        Distribution.of(
            shares.keySet().stream().mapToInt(Integer::intValue).toArray(),
            shares.values().stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** b of all queries that fit, as {@link #withoutOne} has it, without looking at each. */
  double massWithoutOne(Matches matches, Belief user, int target) {
    return matches.isEmpty() ? 0 : mass(matches, user.only(matches.holds()), target);
  }

  private double mass(Matches matches, Belief fitting, int target) {
    boolean isOneLess = target >= 0 && matches.holds().test(target);
    long searches = matches.popular().total() - (isOneLess ? 1 : 0);
    return fitting.rest() / index.searches() * Math.max(0, searches)
        + Arrays.stream(fitting.shares()).sum();
  }
}
