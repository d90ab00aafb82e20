package dev.onesug.serving.suggest;

import dev.onesug.model.text.Prefix;
import dev.onesug.serving.versions.ServedModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The prefixes that are likely to be typed, the likeliest first. */
final class LikelyPrefixes {
  /** Queries that are looked at, for each prefix that is wanted. */
  private static final int QUERIES_PER_PREFIX = 10;

  /** Longer ones are typed seldom: by then a query is chosen. */
  private static final int MOST_LETTERS = 12;

  private LikelyPrefixes() {}

  /**
   * Taken of the most popular queries, which are searched for about as often as their rank says, by
   * Zipf's law.
   */
  static List<Prefix> of(ServedModel model, int most) {
    Map<Prefix, Double> shares = new HashMap<>();
    int rank = 1;
    for (String query : model.mostPopular(most * QUERIES_PER_PREFIX)) {
      int letters = Math.min(MOST_LETTERS, query.codePointCount(0, query.length()));
      for (int i = 1; i <= letters; i++) {
        Prefix prefix = Prefix.of(query.substring(0, query.offsetByCodePoints(0, i)));
        shares.merge(prefix, 1.0 / rank, Double::sum);
      }
      rank++;
    }
    return shares.entrySet().stream()
        .sorted(Map.Entry.<Prefix, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
