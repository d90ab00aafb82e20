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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ranks the candidates of one keystroke by the score of decision 4: they become a trie of their
 * own, whose prior is what popularity and the query model believe of them, and the network's logits
 * are added at each of its branches. So a query need not be known to be found, and nothing in the
 * search is new.
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

  /** By the prior alone, best first. */
  static List<String> byPrior(List<Candidate> candidates, CompletionWeights weights, int limit) {
    return allowed(candidates, weights).stream().limit(limit).map(Candidate::text).toList();
  }

  /** Those of some mass, the prior's best first; equal ones in text order. */
  private static List<Candidate> allowed(List<Candidate> candidates, CompletionWeights weights) {
    List<Candidate> allowed = new ArrayList<>(candidates);
    allowed.removeIf(candidate -> weights.prior(candidate) == 0);
    allowed.sort(
        Comparator.comparingDouble(weights::prior).reversed().thenComparing(Candidate::text));
    return allowed;
  }

  /**
   * Best first.
   *
   * @param typed what all candidates continue
   */
  List<String> rank(
      String typed, List<Candidate> candidates, CompletionWeights weights, int limit) {
    if (weights.network() == 0) {
      return byPrior(candidates, weights, limit);
    }
    List<Candidate> allowed = allowed(candidates, weights);
    if (allowed.isEmpty()) {
      return List.of();
    }
    double unit = weights.prior(allowed.get(0)) / MOST_SEARCHES;
    int[][] tokens =
        network.tokenizer().encodeAll(allowed.stream().map(Candidate::text).toList()).stream()
            .toArray(int[][]::new);
    TokenTrie trie = TokenTrieBuilder.build(tokens);
    QueryPrior prior =
        new QueryPrior(
            trie, text, query -> (int) (weights.prior(allowed.get(query)) / unit), LEAVING_SHARE);
    SearchRequest request = new SearchRequest(BEAM_WIDTH, limit, Constraint.NONE, prior.given(""));
    try (Decoder decoder = new ScaledDecoder(network.decoder(typed), (float) weights.network())) {
      return BeamSearch.over(trie).search(decoder, request).stream()
          .map(found -> allowed.get(found.query()).text())
          .toList();
    }
  }
}
