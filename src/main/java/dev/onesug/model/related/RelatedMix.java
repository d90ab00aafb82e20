package dev.onesug.model.related;

import dev.onesug.model.related.Related.Origin;
import dev.onesug.model.related.Related.RelatedQuery;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Mixes ranked lists of candidates by their shares, in turn, so that cutting the end off keeps the
 * best of each.
 */
final class RelatedMix {
  /** Where shares are level, what users chose comes first. */
  private static final List<Origin> TURNS =
      List.of(Origin.CO_OCCURRENCE, Origin.LEXICAL, Origin.SEMANTIC);

  /** An origin without a share still fills up what the others leave empty. */
  private static final double NO_SHARE = 1e-9;

  private final RelatedSettings settings;
  private final Map<Origin, Queue<Integer>> candidates = new EnumMap<>(Origin.class);
  private final Map<Integer, Origin> mixed = new LinkedHashMap<>();

  RelatedMix(RelatedSettings settings) {
    this.settings = settings;
  }

  /** Candidates of one origin, the best first. */
  RelatedMix add(Origin origin, int... queries) {
    Queue<Integer> queue = candidates.computeIfAbsent(origin, o -> new ArrayDeque<>());
    for (int query : queries) {
      queue.add(query);
    }
    return this;
  }

  /**
   * At most k different queries; one that several lists hold counts for the one it is taken from.
   */
  List<RelatedQuery> mixed() {
    while (mixed.size() < settings.k()
        && candidates.values().stream().anyMatch(q -> !q.isEmpty())) {
      Origin turn = turn();
      mixed.putIfAbsent(candidates.getOrDefault(turn, new ArrayDeque<>()).remove(), turn);
    }
    return mixed.entrySet().stream()
        .map(entry -> new RelatedQuery(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The origin that is furthest behind its share, of those that have something left. */
  private Origin turn() {
    Origin turn = Origin.LEXICAL;
    double least = Double.POSITIVE_INFINITY;
    for (Origin origin : TURNS) {
      double behind = taken(origin) / Math.max(NO_SHARE, settings.share(origin));
      if (!candidates.getOrDefault(origin, new ArrayDeque<>()).isEmpty() && behind < least) {
        least = behind;
        turn = origin;
      }
    }
    return turn;
  }

  /** Half a place more than it has, so that one without a share waits for all others. */
  private double taken(Origin origin) {
    return 0.5 + mixed.values().stream().filter(origin::equals).count();
  }
}
