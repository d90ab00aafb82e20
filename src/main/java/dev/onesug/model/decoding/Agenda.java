package dev.onesug.model.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a search has found, and what it will look at next. The best hypothesis comes first. As a
 * score only falls, a whole query that is the best of all is one of the results, and the hypotheses
 * of one length come up in the order of their scores: a beam keeps the first few of each length.
 */
final class Agenda {
  private final int beamWidth;
  private final int limit;
  private final PriorityQueue<Hypothesis> queue;
  private final List<Hypothesis> found;

  /** How many hypotheses of each length came up. */
  private final int[] ofLength;

  /**
   * @param maxLength of a hypothesis that may be continued
   */
  Agenda(int beamWidth, int limit, int maxLength) {
    this.beamWidth = beamWidth;
    this.limit = limit;
    this.queue = new PriorityQueue<>(Hypothesis.BEST_FIRST);
    this.found = new ArrayList<>();
    this.ofLength = new int[maxLength + 1];
  }

  private Agenda(Agenda other, int more) {
    beamWidth = other.beamWidth;
    limit = other.limit + more;
    queue = new PriorityQueue<>(other.queue);
    found = new ArrayList<>(other.found);
    ofLength = other.ofLength.clone();
  }

  /**
   * A copy that goes its own way.
   *
   * @param more whole queries that it finds before it is over
   */
  Agenda copy(int more) {
    return new Agenda(this, more);
  }

  void add(Hypothesis hypothesis) {
    queue.add(hypothesis);
  }

  /** The next hypothesis to continue; null if the search is over. */
  @Nullable Hypothesis next() {
    while (found.size() < limit && !queue.isEmpty()) {
      Hypothesis best = queue.remove();
      if (best.isFinished()) {
        found.add(best);
      } else if (best.length() < ofLength.length && ofLength[best.length()]++ < beamWidth) {
        return best;
      }
    }
    return null;
  }

  /** Whole queries, best first. */
  List<Hypothesis> found() {
    return found;
  }
}
