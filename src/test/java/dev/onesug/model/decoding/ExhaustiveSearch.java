package dev.onesug.model.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: scores every query by the definition, from the list of queries, without a trie, a
 * beam or a decoder's state.
 */
final class ExhaustiveSearch {
  private final long seed;
  private final int[][] queries;
  private final @Nullable ToDoubleFunction<int[]> belief;

  ExhaustiveSearch(long seed, int[][] queries) {
    this(seed, queries, null);
  }

  /**
   * With a prior.
   *
   * @param belief of each query, in any unit: what is believed of a beginning is the sum over the
   *     queries that begin so
   */
  ExhaustiveSearch(long seed, int[][] queries, @Nullable ToDoubleFunction<int[]> belief) {
    this.seed = seed;
    this.queries = queries;
    this.belief = belief;
  }

  record Found(int query, double score) {}

  /** All queries that a filter lets pass, best first; of equal ones the first. */
  List<Found> search(Predicate<int[]> filter, int limit) {
    List<Found> found = new ArrayList<>();
    for (int query = 0; query < queries.length; query++) {
      if (firstWithTokens(query) == query && filter.test(queries[query])) {
        found.add(new Found(query, score(queries[query])));
      }
    }
    found.sort(Comparator.comparingDouble(Found::score).reversed().thenComparingInt(Found::query));
    return found.subList(0, Math.min(limit, found.size()));
  }

  private int firstWithTokens(int query) {
    int first = 0;
    while (!Arrays.equals(queries[first], queries[query])) {
      first++;
    }
    return first;
  }

  double score(int[] query) {
    double score = 0;
    for (int length = 0; length <= query.length; length++) {
      int[] before = Arrays.copyOf(query, length);
      int chosen = length < query.length ? query[length] : HashDecoder.END;
      double sum = 0;
      for (int choice : choicesAfter(before)) {
        sum += weight(before, choice);
      }
      score += Math.log(weight(before, chosen) / sum);
    }
    return score;
  }

  private double weight(int[] before, int choice) {
    double mass = belief == null ? 1 : mass(before, choice, belief);
    return mass * Math.exp(HashDecoder.logit(seed, before, choice));
  }

  /** Without a prior all choices weigh the same; with one, as much as all that can follow them. */
  private double mass(int[] before, int choice, ToDoubleFunction<int[]> believed) {
    double mass = 0;
    for (int query = 0; query < queries.length; query++) {
      int[] tokens = queries[query];
      boolean begins =
          tokens.length >= before.length
              && Arrays.equals(tokens, 0, before.length, before, 0, before.length);
      int next = begins && tokens.length > before.length ? tokens[before.length] : HashDecoder.END;
      if (begins && next == choice && firstWithTokens(query) == query) {
        mass += believed.applyAsDouble(tokens);
      }
    }
    return mass;
  }

  private Set<Integer> choicesAfter(int[] before) {
    Set<Integer> choices = new TreeSet<>();
    for (int[] query : queries) {
      if (query.length >= before.length
          && Arrays.equals(query, 0, before.length, before, 0, before.length)) {
        choices.add(query.length > before.length ? query[before.length] : HashDecoder.END);
      }
    }
    return choices;
  }
}
