package dev.onesug.training.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Most popular completion (Bar-Yossef and Kraus 2011): the queries that begin with the typed
 * letters, the most searched first, ties in text order. Exact.
 *
 * <p>A tournament tree over the sorted queries knows the most searched one of any range. Taking it
 * splits the range in two, and a heap holds the ranges that are still open: k completions cost O(k
 * log n) however many queries begin with the prefix.
 */
public final class MostPopularCompletion implements Suggester {
  private static final int NONE = -1;

  private final QueryCounts queries;
  private final int leaves;
  private final int[] winners;

  public MostPopularCompletion(QueryCounts queries) {
    this.queries = queries;
    this.leaves = Math.max(1, queries.size());
    this.winners = new int[2 * leaves];
    for (int leaf = 0; leaf < leaves; leaf++) {
      winners[leaves + leaf] = leaf < queries.size() ? leaf : NONE;
    }
    for (int node = leaves - 1; node > 0; node--) {
      winners[node] = better(winners[2 * node], winners[2 * node + 1]);
    }
  }

  @Override
  public String name() {
    return "Most popular completion";
  }

  @Override
  public String description() {
    return "Queries of the training log that begin with the typed letters, most searched first.";
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    return completions(request.prefix(), limit);
  }

  List<String> completions(String prefix, int limit) {
    PriorityQueue<Range> open = new PriorityQueue<>(Comparator.comparing(Range::best, this::order));
    push(open, queries.firstAtOrAfter(prefix), queries.endOf(prefix));
    List<String> completions = new ArrayList<>();
    for (Range range = open.poll(); range != null; range = open.poll()) {
      completions.add(queries.query(range.best));
      if (completions.size() == limit) {
        break;
      }
      push(open, range.from, range.best);
      push(open, range.best + 1, range.to);
    }
    return completions;
  }

  private record Range(int from, int to, int best) {}

  private void push(PriorityQueue<Range> open, int from, int to) {
    if (from < to) {
      open.add(new Range(from, to, bestOf(from, to)));
    }
  }

  private int bestOf(int from, int to) {
    int best = NONE;
    int low = from + leaves;
    int high = to + leaves;
    while (low < high) {
      if ((low & 1) == 1) {
        best = better(best, winners[low++]);
      }
      if ((high & 1) == 1) {
        best = better(best, winners[--high]);
      }
      low >>= 1;
      high >>= 1;
    }
    return best;
  }

  private int better(int one, int other) {
    if (one == NONE || other == NONE) {
      return Math.max(one, other);
    }
    return order(one, other) <= 0 ? one : other;
  }

  private int order(int one, int other) {
    int byCount = Integer.compare(queries.count(other), queries.count(one));
    return byCount != 0 ? byCount : Integer.compare(one, other);
  }
}
