package dev.onesug.model.decoding;

import java.util.function.IntUnaryOperator;

/**
 * How popular the queries below each node of a trie are: what a choice between children would be if
 * nothing but popularity were known. Immutable.
 */
public final class TriePopularity {
  private final long[] counts;

  /**
   * @param popularity searches of a query by its id; counted as at least 1
   */
  public TriePopularity(TokenTrie trie, IntUnaryOperator popularity) {
    this.counts = new long[trie.nodes()];
    // Nodes are numbered breadth first: children come after their parent.
    for (int node = trie.nodes() - 1; node >= 0; node--) {
      counts[node] =
          trie.isEnd(node)
              ? Math.max(1, popularity.applyAsInt(trie.query(node)))
              : ofChildren(trie, node);
    }
  }

  private long ofChildren(TokenTrie trie, int node) {
    long sum = 0;
    for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
      sum += counts[child];
    }
    return sum;
  }

  /** The logarithm of a child's share of its parent's searches; exactly 0 for an only child. */
  double logShare(int parent, int child) {
    return counts[child] == counts[parent] ? 0 : Math.log((double) counts[child] / counts[parent]);
  }
}
