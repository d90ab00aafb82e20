package dev.onesug.model.related;

import dev.onesug.model.related.Related.Origin;
import dev.onesug.model.related.Related.RelatedQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Mixes two ranked lists of candidates by their quotas, alternating, so that cutting the end off
 * keeps the best of both.
 */
final class RelatedMix {
  private final RelatedSettings settings;
  private final Queue<Integer> semantic = new ArrayDeque<>();
  private final Queue<RelatedQuery> others = new ArrayDeque<>();

  RelatedMix(RelatedSettings settings) {
    this.settings = settings;
  }

  RelatedMix semantic(int... queries) {
    for (int query : queries) {
      semantic.add(query);
    }
    return this;
  }

  /** Candidates of another origin; those added first come first. */
  RelatedMix others(Origin origin, int... queries) {
    for (int query : queries) {
      others.add(new RelatedQuery(query, origin));
    }
    return this;
  }

  /** At most k different queries; one that both lists hold counts for the list it is taken from. */
  List<RelatedQuery> mixed() {
    Map<Integer, Origin> mixed = new LinkedHashMap<>();
    int semanticQuota = settings.semanticQuota();
    int otherQuota = settings.k() - semanticQuota;
    int semanticTaken = 0;
    int othersTaken = 0;
    while (mixed.size() < settings.k() && !(semantic.isEmpty() && others.isEmpty())) {
      boolean othersTurn =
          otherQuota > 0 && othersTaken * semanticQuota <= semanticTaken * otherQuota;
      if (semantic.isEmpty() || (othersTurn && !others.isEmpty())) {
        RelatedQuery other = others.remove();
        othersTaken += mixed.putIfAbsent(other.query(), other.origin()) == null ? 1 : 0;
      } else {
        semanticTaken += mixed.putIfAbsent(semantic.remove(), Origin.SEMANTIC) == null ? 1 : 0;
      }
    }
    List<RelatedQuery> queries = new ArrayList<>();
    mixed.forEach((query, origin) -> queries.add(new RelatedQuery(query, origin)));
    return queries;
  }
}
