package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Standing;
import java.util.List;

/** The queries of a trie and no others. E is the number of candidates of a step. */
record TrieSpace(TokenTrie trie) implements SearchSpace {

  @Override
  public void begin(Decoder decoder, int input, Beam beam) {
    QueryPrior.Typed prior = beam.prior();
    Standing standing = prior == null ? Standing.LEAVES : prior.root();
    offer(
        input, decoder.startToken(), TokenTrie.ROOT, standing, new TokenPath(), Score.START, beam);
  }

  @Override
  public void expand(Decoder decoder, List<Beam> beams) {
    float[] logits = step(decoder, beams); // [E]
    int from = 0;
    int row = 0;
    for (Beam beam : beams) {
      for (Hypothesis parent : beam.hypotheses()) {
        int to = from + children(parent);
        expand(parent, row++, logits, from, to, beam);
        from = to;
      }
    }
  }

  private void expand(Hypothesis parent, int row, float[] logits, int from, int to, Beam beam) {
    addPrior(parent, logits, from, to, beam);
    double normaliser = Score.logNormaliser(logits, from, to);
    int first = trie.firstChild(parent.node());
    TokenPath path = new TokenPath();
    path.set(parent.path());
    for (int i = from; i < to; i++) {
      double score = Score.extended(parent.score(), logits[i], normaliser);
      if (beam.canFinish(score)) {
        offerChild(row, first + i - from, parent.standing(), path, score, beam);
        path.truncate(parent.path().length);
      }
    }
  }

  private int children(Hypothesis parent) {
    return trie.endOfChildren(parent.node()) - trie.firstChild(parent.node());
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

  /** One decoder step: logits of all children of all hypotheses, row by row. */
  private float[] step(Decoder decoder, List<Beam> beams) {
    int candidates =
        beams.stream().flatMap(beam -> beam.hypotheses().stream()).mapToInt(this::children).sum();
    int[] rows = new int[candidates];
    int[] tokens = new int[candidates];
    int candidate = 0;
    int row = 0;
    for (Beam beam : beams) {
      for (Hypothesis hypothesis : beam.hypotheses()) {
        int node = hypothesis.node();
        for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
          rows[candidate] = row;
          tokens[candidate++] = trie.isEnd(child) ? decoder.endToken() : trie.token(child);
        }
        row++;
      }
    }
    return decoder.step(SearchSpace.parents(beams), SearchSpace.tokens(beams), rows, tokens);
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
