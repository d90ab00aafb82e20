package dev.onesug.model.prior;

import dev.onesug.model.related.NearQuery;
import dev.onesug.model.related.QueryIndex;
import java.util.List;

/**
 * What queries near in meaning say of the next one: each counts by its searches and, exponentially,
 * by its cosine. A text encoder tuned by InfoNCE estimates with {@code cosine / temperature} the
 * logarithm of how much likelier than by popularity a query follows (van den Oord et al., 2018), so
 * the product estimates how likely. Safe for concurrent use.
 */
final class NearInMeaning {
  /**
   * Above the 0.05 of the tuning, which never comes to its end: measured on a real-queries shop,
   * src/docs/experiments.md.
   */
  private static final double TEMPERATURE = 0.08;

  private final QueryIndex index;

  NearInMeaning(QueryIndex index) {
    this.index = index;
  }

  /**
   * @param target a query of which one search is not counted, or -1
   */
  Distribution withoutOne(List<NearQuery> near, int target) {
    int[] queries = new int[near.size()];
    double[] shares = new double[near.size()];
    double sum = 0;
    for (int i = 0; i < queries.length; i++) {
      NearQuery one = near.get(i);
      int searches = Math.max(1, index.popularity(one.query())) - (one.query() == target ? 1 : 0);
      queries[i] = one.query();
      shares[i] = searches * Math.exp((one.cosine() - 1) / TEMPERATURE);
      sum += shares[i];
    }
    if (sum == 0) {
      return Distribution.NONE;
    }
    for (int i = 0; i < queries.length; i++) {
      shares[i] /= sum;
    }
    return Distribution.of(queries, shares);
  }
}
