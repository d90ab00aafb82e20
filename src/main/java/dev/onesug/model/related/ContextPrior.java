package dev.onesug.model.related;

import dev.onesug.model.decoding.QueryPrior;
import dev.onesug.model.decoding.QueryPrior.Typed;
import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.TokenText;
import java.util.List;

/**
 * The prior of a keystroke from what was typed and what the user searched before: the one way in
 * which training and serving come by it. Safe for concurrent use.
 */
public final class ContextPrior {
  private final QueryPrior prior;
  private final HistoryEvidence evidence;
  private final EvidenceWeights weights;

  /**
   * Counts the searches below every node of the index's trie.
   *
   * @param text of the trie's tokens
   * @param leavingShare the share of searches that do not continue the typed text
   */
  public ContextPrior(
      QueryIndex index, TokenText text, double leavingShare, EvidenceWeights weights) {
    this.prior = new QueryPrior(index.trie(), text, index::popularity, leavingShare);
    this.evidence = new HistoryEvidence(index, weights);
    this.weights = weights;
  }

  public TokenTrie trie() {
    return prior.trie();
  }

  /**
   * What serving asks.
   *
   * @param history earlier queries in normal form, the most recent first
   */
  public Typed given(Prefix prefix, List<String> history) {
    return prior.given(prefix.text(), weights.belief(evidence.of(history)));
  }

  /**
   * What training asks: one search of the target is not counted as evidence.
   *
   * @param target id of the query that was searched
   */
  public Typed withoutOne(Prefix prefix, List<String> history, int target) {
    return prior.given(prefix.text(), weights.belief(evidence.withoutOne(history, target)));
  }
}
