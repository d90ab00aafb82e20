package dev.onesug.model.prior;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.onesug.model.decoding.Belief;
import dev.onesug.model.decoding.QueryPrior;
import dev.onesug.model.decoding.QueryPrior.Typed;
import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.text.History;
import dev.onesug.model.text.TokenText;

/**
 * The prior of a keystroke from what was typed and what the user searched before: the one way in
 * which training and serving come by it. Safe for concurrent use.
 */
public final class ContextPrior {
  /** Users whose beliefs are kept: 16 MB at 5,000 queries each. */
  private static final int KEPT = 256;

  private final QueryPrior prior;
  private final TokenText text;
  private final HistoryEvidence history;
  private final LeavingEvidence leaving;
  private final PriorWeights weights;

  /** What a history says is the same at every keystroke of a query. */
  private final LoadingCache<History, Belief> users;

  /**
   * Counts the searches below every node of the index's trie.
   *
   * @param text of the trie's tokens
   */
  public ContextPrior(QueryIndex index, TokenText text, PriorWeights weights) {
    this.prior = new QueryPrior(index.trie(), text, index::popularity);
    this.text = text;
    this.history = new HistoryEvidence(index, weights.evidence());
    this.leaving = new LeavingEvidence(index);
    this.weights = weights;
    this.users =
        Caffeine.newBuilder()
            .maximumSize(KEPT)
            .executor(Runnable::run)
            .build(earlier -> weights.evidence().belief(history.of(earlier)).merged());
  }

  public TokenTrie trie() {
    return prior.trie();
  }

  /** What serving asks. */
  public Typed given(Moment moment) {
    Belief user = users.get(moment.earlier());
    return given(moment, user, leaving.of(moment, user));
  }

  /**
   * What training asks: one search of the target is not counted as evidence.
   *
   * @param moment what was near to the prefix before that search
   * @param target id of the query that was searched
   */
  public Typed withoutOne(Moment moment, int target) {
    Belief user = weights.evidence().belief(history.withoutOne(moment.earlier(), target));
    return given(moment, user, leaving.withoutOne(moment, user, target));
  }

  private Typed given(Moment moment, Belief user, LeavingEvidence.Found found) {
    LeavingWeights leaves = weights.leaving();
    return prior.given(
        text.spelled(moment.prefix().text()),
        found.leavingShare(leaves),
        found.mattering(leaves, user),
        found.belief(leaves));
  }
}
