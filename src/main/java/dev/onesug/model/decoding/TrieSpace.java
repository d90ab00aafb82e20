package dev.onesug.model.decoding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queries of a trie and no others. E is the number of candidates of a step. */
record TrieSpace(TokenTrie trie, @Nullable TriePopularity popularity) implements SearchSpace {

  @Override
  public void begin(Decoder decoder, Beam beam) {
    if (popularity == null && beam.popularityWeight() > 0) {
      throw new IllegalArgumentException(
          "popularityWeight: "
              + beam.popularityWeight()
              + " (expected: 0, popularity is not known)");
    }
    offer(0, decoder.startToken(), TokenTrie.ROOT, new TokenPath(), Score.START, beam);
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
      double normaliser = Score.logNormaliser(logits, from, to);
      path.set(parent.path());
      for (int i = from; i < to; i++) {
        int child = first + i - from;
        double score =
            Score.extended(parent.score(), logits[i], normaliser)
                + popular(parent.node(), child, beam);
        if (beam.canFinish(score)) {
          offerChild(row, child, path, score, beam);
          path.truncate(parent.path().length);
        }
      }
      from = to;
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

  private double popular(int parent, int child, Beam beam) {
    return popularity == null || beam.popularityWeight() == 0
        ? 0
        : beam.popularityWeight() * popularity.logShare(parent, child);
  }

  private void offerChild(int row, int child, TokenPath path, double score, Beam beam) {
    if (trie.isEnd(child)) {
      path.end();
      beam.offerFinished(trie.query(child), path, score + beam.preferred(path));
    } else {
      path.append(trie.token(child));
      offer(row, trie.token(child), child, path, score + beam.preferred(path), beam);
    }
  }

  /** A node from which a chain without branches leads to an end is that query already. */
  private void offer(int row, int token, int node, TokenPath path, double score, Beam beam) {
    int length = path.length();
    int next = node;
    double chain = score;
    while (trie.endOfChildren(next) - trie.firstChild(next) == 1) {
      next = trie.firstChild(next);
      if (trie.isEnd(next)) {
        path.end();
        beam.offerFinished(trie.query(next), path, chain + beam.preferred(path));
        return;
      }
      path.append(trie.token(next));
      chain += beam.preferred(path);
    }
    path.truncate(length);
    if (trie.firstChild(node) < trie.endOfChildren(node)) {
      beam.offerLive(row, token, node, path, score);
    }
  }
}
