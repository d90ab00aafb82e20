package dev.onesug.training.evaluation.completion;

import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.MostPopularCompletion;
import dev.onesug.training.evaluation.QueryCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a typed text may become: the most popular of the known queries that continue it, and the
 * likeliest of all that the words of queries can be put together to.
 */
final class Candidates {
  private static final int KNOWN = 50;
  private static final int GENERATED = 50;

  private final Map<String, Integer> searches;
  private final double allSearches;

  /**
   * What is taken from the count of each known query, for the new ones (absolute discounting, Ney,
   * Essen and Kneser 1994): a query that was searched once is a sign of new ones more than of
   * itself.
   */
  private final double discount;

  private final MostPopularCompletion known;
  private final QueryModel model;

  /**
   * @param searches of each known query
   * @param model learned from the same queries
   */
  Candidates(Map<String, Integer> searches, QueryModel model) {
    this.searches = searches;
    this.allSearches = searches.values().stream().mapToLong(Integer::longValue).sum();
    double once = queriesSearched(1);
    this.discount = once == 0 ? 0 : once / (once + 2 * queriesSearched(2));
    this.known = new MostPopularCompletion(QueryCounts.of(searches));
    this.model = model;
  }

  private long queriesSearched(int times) {
    return searches.values().stream().filter(count -> count == times).count();
  }

  /**
   * One query that continues the text.
   *
   * @param popularity its share of all searches, less the discount; 0 for a new query
   * @param likelihood its probability under the query model; 0 if that has likelier ones enough
   */
  record Candidate(String text, double popularity, double likelihood) {}

  /** The known queries alone. */
  List<Candidate> known(String typed) {
    return mostPopular(typed).map(query -> candidate(query, Map.of())).toList();
  }

  /** Known and generated queries, each once. */
  List<Candidate> open(String typed) {
    Map<String, Double> likelihoods = new LinkedHashMap<>();
    model
        .completions(typed, GENERATED)
        .forEach(query -> likelihoods.put(query.text(), Math.exp(query.logProbability())));
    return Stream.concat(mostPopular(typed), likelihoods.keySet().stream())
        .distinct()
        .map(query -> candidate(query, likelihoods))
        .toList();
  }

  private Stream<String> mostPopular(String typed) {
    return known.suggest(EvaluationRequest.anonymous(typed), KNOWN).stream();
  }

  private Candidate candidate(String query, Map<String, Double> likelihoods) {
    return new Candidate(
        query,
        Math.max(0, searches.getOrDefault(query, 0) - discount) / allSearches,
        likelihoods.getOrDefault(query, 0.0));
  }
}
