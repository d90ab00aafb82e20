package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Standing;
import java.util.List;

/** The queries of a trie and no others. E is the number of candidates of a step. */
record TrieSpace(TokenTrie trie) implements SearchSpace {

  @Override
  public void begin(Decoder decoder, Beam beam) {
    QueryPrior.Typed prior = beam.prior();
    Standing standing = prior == null ? Standing.LEAVES : prior.root();
    offer(0, decoder.startToken(), TokenTrie.ROOT, standing, new TokenPath(), Score.START, beam);
  }

  @Override
  public void expand(Decoder decoder, List<Hypothesis> live, Beam beam) {
    float[] logits = step(decoder, live); // [E]
    TokenPath path = new TokenPath();
    int from = 0;
    for (int row = 0; row < live.size(); row++) {
      Hypothesis parent = live.get(row);
      int first = trie.firstChild(parent.node());
      int to = from + trie.endOfChildren(parent.node()) - first;
      addPrior(parent, logits, from, to, beam);
      double normaliser = Score.logNormaliser(logits, from, to);
      path.set(parent.path());
      for (int i = from; i < to; i++) {
        double score = Score.extended(parent.score(), logits[i], normaliser);
        if (beam.canFinish(score)) {
          offerChild(row, first + i - from, parent.standing(), path, score, beam);
          path.truncate(parent.path().length);
        }
      }
      from = to;
    }
  }

  private static void addPrior(Hypothesis parent, float[] logits, int from, int to, Beam beam) {
    QueryPrior.Typed prior = beam.prior();
    if (prior != null) {
      float[] logShares = new float[to - from];
      prior.logShares(parent.node(), parent.standing(), logShares, 0);
      for (int i = from; i < to; i++) {
        logits[i] += logShares[i - from];
      }
    }
  }

  /** One decoder step: logits of all children of all live hypotheses, row by row. */
  private float[] step(Decoder decoder, List<Hypothesis> live) {
    int candidates = 0;
    for (Hypothesis hypothesis : live) {
      candidates += trie.endOfChildren(hypothesis.node()) - trie.firstChild(hypothesis.node());
    }
    int[] rows = new int[candidates];
    int[] tokens = new int[candidates];
    int candidate = 0;
    for (int row = 0; row < live.size(); row++) {
      int node = live.get(row).node();
      for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
        rows[candidate] = row;
        tokens[candidate++] = trie.isEnd(child) ? decoder.endToken() : trie.token(child);
      }
    }
    return decoder.step(SearchSpace.parents(live), SearchSpace.tokens(live), rows, tokens);
  }

  private void offerChild(
      int row, int child, Standing parent, TokenPath path, double score, Beam beam) {
    if (trie.isEnd(child)) {
      path.end();
      beam.offerFinished(trie.query(child), path, score);
    } else {
      path.append(trie.token(child));
      QueryPrior.Typed prior = beam.prior();
      Standing standing = prior == null ? parent : prior.standing(child, parent);
      offer(row, trie.token(child), child, standing, path, score, beam);
    }
  }

  /** A node from which a chain without branches leads to an end is that query already. */
  private void offer(
      int row, int token, int node, Standing standing, TokenPath path, double score, Beam beam) {
    int length = path.length();
    int next = node;
    while (trie.endOfChildren(next) - trie.firstChild(next) == 1) {
      next = trie.firstChild(next);
      if (trie.isEnd(next)) {
        path.end();
        beam.offerFinished(trie.query(next), path, score);
        return;
      }
      path.append(trie.token(next));
    }
    path.truncate(length);
    if (trie.firstChild(node) < trie.endOfChildren(node)) {
      beam.offerLive(row, token, node, standing, path, score);
    }
  }
}
