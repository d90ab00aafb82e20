package dev.onesug.model.decoding;

import java.nio.IntBuffer;
import java.util.BitSet;

/**
 * The allowed queries as a tree of tokens. The end of a query is a child of its own, so that every
 * choice in the search, to go on or to stop, is a choice between children of one node.
 *
 * <p>Nodes are numbered breadth first and the root is node 0: the children of a node are the range
 * {@link #firstChild} to {@link #endOfChildren}, the end of a query first, then tokens in rising
 * order. Two arrays of N nodes hold all of it, 8 bytes a node, and may be memory-mapped (compressed
 * sparse rows, as in arXiv 2602.22647):
 *
 * <ul>
 *   <li>firstChildren [N + 1]: the first child of each node; entry N is N
 *   <li>labels [N]: a token, or {@code ~query} where a query ends; the root's is 0 and unused
 * </ul>
 *
 * Immutable if its buffers are; the trie does not know which id the end token has.
 */
public final class TokenTrie {
  public static final int ROOT = 0;

  private final IntBuffer firstChildren;
  private final IntBuffer labels;

  private TokenTrie(IntBuffer firstChildren, IntBuffer labels) {
    this.firstChildren = firstChildren;
    this.labels = labels;
  }

  /**
   * A trie over the remaining numbers of two buffers; nothing is copied.
   *
   * @throws IllegalArgumentException if the sizes of the buffers do not fit each other
   */
  public static TokenTrie of(IntBuffer firstChildren, IntBuffer labels) {
    int nodes = labels.remaining();
    if (nodes == 0 || firstChildren.remaining() != nodes + 1) {
      throw new IllegalArgumentException(
          "token trie: %d first children (expected: %d, one more than labels, at least 2)"
              .formatted(firstChildren.remaining(), nodes + 1));
    }
    TokenTrie trie = new TokenTrie(firstChildren.slice(), labels.slice());
    if (trie.firstChild(ROOT) != 1 || trie.firstChildren.get(nodes) != nodes) {
      throw new IllegalArgumentException(
          "token trie: children %d..%d (expected: 1..%d)"
              .formatted(trie.firstChild(ROOT), trie.firstChildren.get(nodes), nodes));
    }
    return trie;
  }

  /** [N + 1] for the index file. */
  public IntBuffer firstChildren() {
    return firstChildren.asReadOnlyBuffer();
  }

  /** [N] for the index file. */
  public IntBuffer labels() {
    return labels.asReadOnlyBuffer();
  }

  /** N, the root and the ends of queries included. */
  public int nodes() {
    return labels.capacity();
  }

  public int firstChild(int node) {
    return firstChildren.get(node);
  }

  /** One past the last child. */
  public int endOfChildren(int node) {
    return firstChildren.get(node + 1);
  }

  /** Whether a query ends here; such a node has no children. */
  public boolean isEnd(int node) {
    return labels.get(node) < 0;
  }

  /** The token that leads to this node, which is neither the root nor an end. */
  public int token(int node) {
    return labels.get(node);
  }

  /** The query that ends at this node. */
  public int query(int node) {
    return ~labels.get(node);
  }

  /**
   * The child that a token leads to.
   *
   * @return the node, or -1 if no allowed query goes on like this
   */
  public int child(int node, int token) {
    int low = firstChild(node);
    int high = endOfChildren(node) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int label = labels.get(middle);
      if (label == token) {
        return middle;
      }
      if (label < token) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /**
   * For each node the end of a query to which a chain without branches leads from it, or which it
   * is itself; -1 where there is none.
   *
   * @return [N]
   */
  int[] chainEnds() {
    int[] ends = new int[nodes()];
    for (int node = nodes() - 1; node >= 0; node--) {
      int only = endOfChildren(node) - firstChild(node) == 1 ? ends[firstChild(node)] : -1;
      ends[node] = node != ROOT && isEnd(node) ? node : only;
    }
    return ends;
  }

  /**
   * The nodes that lead to none but these queries, the ends of the queries included.
   *
   * @param queries by id
   */
  BitSet leadingOnlyTo(BitSet queries) {
    BitSet found = new BitSet(nodes());
    for (int node = nodes() - 1; node >= 0; node--) {
      boolean isLeaf = firstChild(node) == endOfChildren(node);
      if (isLeaf
          ? node != ROOT && queries.get(query(node))
          : found.nextClearBit(firstChild(node)) >= endOfChildren(node)) {
        found.set(node);
      }
    }
    return found;
  }

  /**
   * The query of exactly these tokens.
   *
   * @return its id, or -1 if it is not an allowed query
   */
  public int find(int... tokens) {
    int node = ROOT;
    for (int token : tokens) {
      node = child(node, token);
      if (node < 0) {
        return -1;
      }
    }
    int first = firstChild(node);
    return first < endOfChildren(node) && isEnd(first) ? query(first) : -1;
  }
}
