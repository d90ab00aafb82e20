package dev.onesug.model.decoding;

import java.util.Arrays;

/**
 * The nodes of a trie on the way to the queries of a {@link Belief}, and how much of it lies below
 * each.
 *
 * <p>Because nodes are numbered breadth first, the parents of falling nodes fall too. So one pass
 * from the last node to the root, which takes the larger of the next end and the next parent, meets
 * every node once and in order: no map, no search.
 *
 * @param nodes rising; the root first, if there is any
 * @param parents for each the place of its parent in this list; the root's is 0
 * @param shares of the belief below each
 */
record BelievedNodes(int[] nodes, int[] parents, double[] shares) {
  private static final BelievedNodes NONE =
      new BelievedNodes(new int[0], new int[0], new double[0]);

  /**
   * @param endOf query to the node where it ends; -1, or nothing, for one that is not in the trie,
   *     of which nothing is believed then
   * @param parentOf node to its parent
   */
  static BelievedNodes of(Belief belief, int[] endOf, int[] parentOf) {
    long[] ends = ends(belief, endOf);
    if (ends.length == 0) {
      return NONE;
    }
    int[] nodes = new int[64];
    double[] shares = new double[64];
    int found = 0;
    int nextParent = 0; // place of the first node whose parent was not met yet
    int nextEnd = ends.length - 1;
    int node = Integer.MAX_VALUE;
    while (node != TokenTrie.ROOT) {
      int end = nextEnd < 0 ? -1 : (int) (ends[nextEnd] >>> Integer.SIZE);
      int parent = nextParent < found ? parentOf[nodes[nextParent]] : -1;
      node = Math.max(end, parent);
      double share = 0;
      while (nextEnd >= 0 && (int) (ends[nextEnd] >>> Integer.SIZE) == node) {
        share += belief.shares()[(int) ends[nextEnd--]];
      }
      while (nextParent < found && parentOf[nodes[nextParent]] == node) {
        share += shares[nextParent++];
      }
      if (found == nodes.length) {
        nodes = Arrays.copyOf(nodes, 2 * found);
        shares = Arrays.copyOf(shares, 2 * found);
      }
      nodes[found] = node;
      shares[found++] = share;
    }
    return rising(nodes, shares, found, parentOf);
  }

  /** The ends in rising order, each in the upper half of a number, its place in the lower. */
  private static long[] ends(Belief belief, int[] endOf) {
    long[] ends = new long[belief.queries().length];
    int size = 0;
    for (int i = 0; i < ends.length; i++) {
      int query = belief.queries()[i];
      int end = query < endOf.length ? endOf[query] : -1;
      if (end >= 0) {
        ends[size++] = (long) end << Integer.SIZE | i;
      }
    }
    ends = Arrays.copyOf(ends, size);
    Arrays.sort(ends);
    return ends;
  }

  private static BelievedNodes rising(int[] falling, double[] shares, int size, int[] parentOf) {
    int[] nodes = new int[size];
    int[] parents = new int[size];
    double[] below = new double[size];
    int parent = 0;
    for (int i = 0; i < size; i++) {
      nodes[i] = falling[size - 1 - i];
      below[i] = shares[size - 1 - i];
      while (i > 0 && nodes[parent] != parentOf[nodes[i]]) {
        parent++;
      }
      parents[i] = parent;
    }
    return new BelievedNodes(nodes, parents, below);
  }

  int size() {
    return nodes.length;
  }
}
