package dev.onesug.model.prior;

import dev.onesug.model.decoding.QueryPrior;
import dev.onesug.model.decoding.QueryPrior.Typed;
import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.TokenText;
import java.util.List;

/**
 * The prior of a keystroke from what was typed and what the user searched before: the one way in
 * which training and serving come by it. Safe for concurrent use.
 */
public final class ContextPrior {
  private final QueryPrior prior;
  private final HistoryEvidence history;
  private final TypedWords words;
  private final PriorWeights weights;

  /**
   * Counts the searches below every node of the index's trie.
   *
   * @param text of the trie's tokens
   */
  public ContextPrior(QueryIndex index, TokenText text, PriorWeights weights) {
    this.prior = new QueryPrior(index.trie(), text, index::popularity, weights.leavingShare());
    this.history = new HistoryEvidence(index, weights.evidence());
    this.words = new TypedWords(index);
    this.weights = weights;
  }

  public TokenTrie trie() {
    return prior.trie();
  }

  /**
   * What serving asks.
   *
   * @param earlier queries of the user in normal form, the most recent first
   */
  public Typed given(Prefix prefix, List<String> earlier) {
    return given(prefix, history.of(earlier), words.of(prefix));
  }

  /**
   * What training asks: one search of the target is not counted as evidence.
   *
   * @param target id of the query that was searched
   */
  public Typed withoutOne(Prefix prefix, List<String> earlier, int target) {
    return given(prefix, history.withoutOne(earlier, target), words.withoutOne(prefix, target));
  }

  private Typed given(Prefix prefix, List<Evidence> evidence, Distribution sameWords) {
    return prior.given(
        prefix.text(),
        weights.evidence().belief(evidence),
        sameWords.belief(weights.sameWordsShare()));
  }
}
