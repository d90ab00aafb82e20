package dev.onesug.model.decoding;

import java.util.Arrays;
import java.util.List;

/** Feeds a decoder what several searches ask for, all of it at once. */
final class Feeding {
  private final TokenTrie trie;
  private final Decoder decoder;

  /** Nodes that were fed so far. */
  private int rows;

  Feeding(TokenTrie trie, Decoder decoder) {
    this.trie = trie;
    this.decoder = decoder;
  }

  /** Each search gets the logits of the nodes that it wants to have fed. */
  void feed(List<Search> searches) {
    List<List<Hypothesis>> wanted = searches.stream().map(Search::lookAhead).toList();
    List<Hypothesis> all = wanted.stream().flatMap(List::stream).toList();
    int[] parents = new int[all.size()];
    int node = 0;
    for (int i = 0; i < searches.size(); i++) {
      for (Hypothesis hypothesis : wanted.get(i)) {
        parents[node++] = searches.get(i).parentRow(hypothesis);
        searches.get(i).setRow(hypothesis, rows++);
      }
    }
    float[] logits = extend(parents, all);
    int from = 0;
    for (int i = 0; i < searches.size(); i++) {
      for (Hypothesis hypothesis : wanted.get(i)) {
        int to = from + children(hypothesis);
        searches.get(i).setLogits(hypothesis, Arrays.copyOfRange(logits, from, to));
        from = to;
      }
    }
  }

  /** Logits of all children of all nodes, node by node. */
  private float[] extend(int[] parents, List<Hypothesis> nodes) {
    int candidates = nodes.stream().mapToInt(this::children).sum();
    int[] tokens = new int[nodes.size()];
    int[] candidateNodes = new int[candidates];
    int[] candidateTokens = new int[candidates];
    int candidate = 0;
    for (int i = 0; i < tokens.length; i++) {
      int node = nodes.get(i).node();
      tokens[i] = node == TokenTrie.ROOT ? decoder.startToken() : trie.token(node);
      for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
        candidateNodes[candidate] = i;
        candidateTokens[candidate++] = trie.isEnd(child) ? decoder.endToken() : trie.token(child);
      }
    }
    return decoder.extend(parents, tokens, candidateNodes, candidateTokens);
  }

  private int children(Hypothesis hypothesis) {
    return trie.endOfChildren(hypothesis.node()) - trie.firstChild(hypothesis.node());
  }
}
