package dev.onesug.training.evaluation.completion;

import dev.onesug.model.decoding.BeamSearch;
import dev.onesug.model.decoding.Constraint;
import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.decoding.QueryPrior;
import dev.onesug.model.decoding.SearchRequest;
import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.decoding.TokenTrieBuilder;
import dev.onesug.model.text.TokenText;
import dev.onesug.model.text.WordPieceText;
import dev.onesug.training.evaluation.completion.Candidates.Candidate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Ranks the candidates of one keystroke. What the query model generates becomes a trie of its own,
 * whose prior is the likelihoods, and the network's logits are added at each of its branches: the
 * score of decision 4, found by the search that serves. Its scores are logarithms of probabilities
 * that sum to 1, so the network only moves the mass of new queries about among them, and the
 * popularity of known ones is added to that as it is.
 *
 * <p>The beam is wider than there are candidates: the ranking is exact.
 */
final class OpenRanking {
  /** Masses become whole numbers of searches, as the prior wants them. */
  private static final double MOST_SEARCHES = 1e9;

  private static final int BEAM_WIDTH = 256;

  /** All candidates continue the text, so no share of those that leave it is ever used. */
  private static final double LEAVING_SHARE = 0.5;

  private final CompletionNetwork network;
  private final TokenText text;

  OpenRanking(CompletionNetwork network) {
    this.network = network;
    this.text = new WordPieceText(network.tokenizer());
  }

  /**
   * Best first; equal ones in text order.
   *
   * @param typed what all candidates continue
   */
  List<String> rank(
      String typed, List<Candidate> candidates, CompletionWeights weights, int limit) {
    return weights.generated() == 0
        ? best(moved(typed, candidates, Candidate::popularity, weights.network()), limit)
        : best(mixed(typed, candidates, weights), limit);
  }

  private Map<String, Double> mixed(
      String typed, List<Candidate> candidates, CompletionWeights weights) {
    Map<String, Double> masses = moved(typed, candidates, Candidate::likelihood, weights.network());
    masses.replaceAll((query, mass) -> weights.generated() * mass);
    for (Candidate candidate : candidates) {
      if (candidate.popularity() > 0) {
        masses.merge(
            candidate.text(), (1 - weights.generated()) * candidate.popularity(), Double::sum);
      }
    }
    return masses;
  }

  private static List<String> best(Map<String, Double> masses, int limit) {
    return masses.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The masses of those that have one, moved about by the network; their sum stays. */
  private Map<String, Double> moved(
      String typed, List<Candidate> candidates, ToDoubleFunction<Candidate> mass, double trust) {
    List<Candidate> some =
        candidates.stream()
            .filter(candidate -> mass.applyAsDouble(candidate) > 0)
            .sorted(Comparator.comparingDouble(mass).reversed().thenComparing(Candidate::text))
            .toList();
    Map<String, Double> moved = new HashMap<>();
    if (trust == 0 || some.isEmpty()) {
      some.forEach(candidate -> moved.put(candidate.text(), mass.applyAsDouble(candidate)));
      return moved;
    }
    double sum = some.stream().mapToDouble(mass).sum();
    for (dev.onesug.model.decoding.Candidate found : search(typed, some, mass, trust)) {
      moved.put(some.get(found.query()).text(), sum * Math.exp(found.score()));
    }
    return moved;
  }

  /**
   * All candidates with their scores.
   *
   * @param candidates the one of the highest mass first
   */
  private List<dev.onesug.model.decoding.Candidate> search(
      String typed, List<Candidate> candidates, ToDoubleFunction<Candidate> mass, double trust) {
    double unit = mass.applyAsDouble(candidates.get(0)) / MOST_SEARCHES;
    TokenTrie trie =
        TokenTrieBuilder.build(
            network
                .tokenizer()
                .encodeAll(candidates.stream().map(Candidate::text).toList())
                .toArray(int[][]::new));
    QueryPrior prior =
        new QueryPrior(
            trie, text, query -> (int) (mass.applyAsDouble(candidates.get(query)) / unit));
    SearchRequest request =
        new SearchRequest(
            BEAM_WIDTH, candidates.size(), Constraint.NONE, prior.given("", LEAVING_SHARE));
    try (Decoder decoder = new ScaledDecoder(network.decoder(typed), (float) trust)) {
      return BeamSearch.over(trie).search(decoder, request);
    }
  }
}
