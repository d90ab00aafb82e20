package dev.onesug.model.decoding;

import java.util.Arrays;

/**
 * The nodes of a trie on the way to the queries of two beliefs, and how much of each lies below
 * each.
 *
 * <p>Because nodes are numbered breadth first, the parents of falling nodes fall too. So one pass
 * from the last node to the root, which takes the larger of the next end and the next parent, meets
 * every node once and in order: no map, no search.
 *
 * @param nodes rising; the root first, if there is any
 * @param parents for each the place of its parent in this list; the root's is 0
 * @param first shares of the first belief below each
 * @param second shares of the second belief below each
 */
record BelievedNodes(int[] nodes, int[] parents, double[] first, double[] second) {

  /**
   * @param endOf query to the node where it ends; -1, or nothing, for one that is not in the trie,
   *     of which nothing is believed then
   * @param parentOf node to its parent
   */
  static BelievedNodes of(Belief first, Belief second, int[] endOf, int[] parentOf) {
    long[] ends = ends(first, second, endOf);
    int[] nodes = new int[64];
    double[][] below = new double[2][64];
    int found = 0;
    int nextParent = 0; // place of the first node whose parent was not met yet
    int nextEnd = ends.length - 1;
    int node = ends.length == 0 ? TokenTrie.ROOT : Integer.MAX_VALUE;
    while (node != TokenTrie.ROOT) {
      int end = nextEnd < 0 ? -1 : node(ends[nextEnd]);
      int parent = nextParent < found ? parentOf[nodes[nextParent]] : -1;
      node = Math.max(end, parent);
      if (found == nodes.length) {
        nodes = Arrays.copyOf(nodes, 2 * found);
        below[0] = Arrays.copyOf(below[0], 2 * found);
        below[1] = Arrays.copyOf(below[1], 2 * found);
      }
      for (; nextEnd >= 0 && node(ends[nextEnd]) == node; nextEnd--) {
        int place = (int) ends[nextEnd];
        int inSecond = place - first.queries().length;
        if (inSecond < 0) {
          below[0][found] += first.shares()[place];
        } else {
          below[1][found] += second.shares()[inSecond];
        }
      }
      for (; nextParent < found && parentOf[nodes[nextParent]] == node; nextParent++) {
        below[0][found] += below[0][nextParent];
        below[1][found] += below[1][nextParent];
      }
      nodes[found++] = node;
    }
    return rising(nodes, below, found, parentOf);
  }

  /**
   * The ends of the queries in rising order, each in the upper half of a number; in the lower the
   * query's place in the first belief, or, behind all those, in the second.
   */
  private static long[] ends(Belief first, Belief second, int[] endOf) {
    int places = first.queries().length;
    long[] ends = new long[places + second.queries().length];
    int size = 0;
    for (int i = 0; i < ends.length; i++) {
      int query = i < places ? first.queries()[i] : second.queries()[i - places];
      int end = query < endOf.length ? endOf[query] : -1;
      if (end >= 0) {
        ends[size++] = (long) end << Integer.SIZE | i;
      }
    }
    ends = Arrays.copyOf(ends, size);
    Arrays.sort(ends);
    return ends;
  }

  private static int node(long end) {
    return (int) (end >>> Integer.SIZE);
  }

  private static BelievedNodes rising(int[] falling, double[][] below, int size, int[] parentOf) {
    BelievedNodes rising =
        new BelievedNodes(new int[size], new int[size], new double[size], new double[size]);
    int parent = 0;
    for (int i = 0; i < size; i++) {
      int from = size - 1 - i;
      rising.nodes[i] = falling[from];
      rising.first[i] = below[0][from];
      rising.second[i] = below[1][from];
      while (i > 0 && rising.nodes[parent] != parentOf[falling[from]]) {
        parent++;
      }
      rising.parents[i] = parent;
    }
    return rising;
  }

  int size() {
    return nodes.length;
  }
}
