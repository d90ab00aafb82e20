package dev.onesug.model.decoding;

import java.util.BitSet;
import java.util.Map;

/**
 * Where a search does not go, and what it favours, by node of a trie.
 *
 * @param closed nodes that lead to none but excluded queries
 * @param headrooms for each node the largest logarithm of a factor among the queries below it that
 *     are not excluded: what a score there may still gain, counted in advance so that it only
 *     falls; none where nothing is favoured
 */
record Steering(BitSet closed, float[] headrooms) {
  static final Steering NONE = new Steering(new BitSet(), new float[0]);

  static Steering of(TokenTrie trie, BitSet excluded, Map<Integer, Double> logFactors) {
    BitSet closed = trie.leadingOnlyTo(excluded);
    return new Steering(
        closed, logFactors.isEmpty() ? new float[0] : headrooms(trie, closed, logFactors));
  }

  private static float[] headrooms(TokenTrie trie, BitSet closed, Map<Integer, Double> logFactors) {
    float[] headrooms = new float[trie.nodes()];
    // Nodes are numbered breadth first: children come after their parent.
    for (int node = trie.nodes() - 1; node >= 0; node--) {
      if (closed.get(node)) {
        headrooms[node] = Float.NEGATIVE_INFINITY;
      } else if (node != TokenTrie.ROOT && trie.isEnd(node)) {
        headrooms[node] = logFactors.getOrDefault(trie.query(node), 0.0).floatValue();
      } else {
        headrooms[node] = largest(headrooms, trie.firstChild(node), trie.endOfChildren(node));
      }
    }
    return headrooms;
  }

  private static float largest(float[] numbers, int from, int to) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, numbers[i]);
    }
    return largest;
  }

  boolean isClosed(int node) {
    return closed.get(node);
  }

  /** What the empty beginning counts with. */
  double start() {
    return headrooms.length == 0 ? 0 : headrooms[TokenTrie.ROOT];
  }

  /** What a step from a node to a child of it that is not closed adds to a score: at most 0. */
  double step(int node, int child) {
    return headrooms.length == 0 ? 0 : headrooms[child] - headrooms[node];
  }
}
