package dev.onesug.model.prior;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.related.Matches;
import dev.onesug.model.related.Postings;
import dev.onesug.model.related.QueryIndex;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is believed of the user, given that the query is one of those that fit the typed text in a
 * certain way: b(q) / b(all that fit) of each that fits, where b is as {@link
 * dev.onesug.model.decoding.QueryPrior} has it. Safe for concurrent use.
 */
final class Matching {
  private final QueryIndex index;

  Matching(QueryIndex index) {
    this.index = index;
  }

  /**
   * @param user what is believed of the user before anything is typed
   * @param target a query of which one search is not counted, or -1
   */
  Distribution withoutOne(Matches matches, Belief user, int target) {
    if (matches.isEmpty()) {
      return Distribution.NONE;
    }
    Postings popular = matches.popular().minus(target, 1);
    double perSearch = user.rest() / index.searches();
    Map<Integer, Double> masses = new LinkedHashMap<>();
    double sum = perSearch * popular.total();
    for (int i = 0; i < user.queries().length; i++) {
      if (matches.holds().test(user.queries()[i])) {
        masses.merge(user.queries()[i], user.shares()[i], Double::sum);
        sum += user.shares()[i];
      }
    }
    for (int i = 0; i < popular.size(); i++) {
      masses.merge(popular.queries()[i], perSearch * popular.counts()[i], Double::sum);
    }
    double whole = sum;
    return whole > 0
        ? Distribution.of(
            masses.keySet().stream().mapToInt(Integer::intValue).toArray(),
            masses.values().stream().mapToDouble(mass -> mass / whole).toArray())
        : Distribution.NONE;
  }
}
