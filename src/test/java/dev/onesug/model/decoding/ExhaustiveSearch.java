package dev.onesug.model.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;

/**
 * The oracle: scores every query by the definition, from the list of queries, without a trie, a
 * beam or a decoder's state.
 */
final class ExhaustiveSearch {
  private final long seed;
  private final int[][] queries;

  ExhaustiveSearch(long seed, int[][] queries) {
    this.seed = seed;
    this.queries = queries;
  }

  record Found(int query, double score) {}

  /** All queries that a filter lets pass, best first; of equal ones the first. */
  List<Found> search(Predicate<int[]> filter, int limit) {
    return search(filter, query -> 0, limit);
  }

  /** The same with what is believed of a query, by its id, added to its score. */
  List<Found> search(Predicate<int[]> filter, IntToDoubleFunction belief, int limit) {
    List<Found> found = new ArrayList<>();
    for (int query = 0; query < queries.length; query++) {
      if (firstWithTokens(query) == query && filter.test(queries[query])) {
        found.add(new Found(query, score(queries[query]) + belief.applyAsDouble(query)));
      }
    }
    found.sort(Comparator.comparingDouble(Found::score).reversed().thenComparingInt(Found::query));
    return found.subList(0, Math.min(limit, found.size()));
  }

  int firstWithTokens(int query) {
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
        sum += Math.exp(HashDecoder.logit(seed, before, choice));
      }
      score += Math.log(Math.exp(HashDecoder.logit(seed, before, chosen)) / sum);
    }
    return score;
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
