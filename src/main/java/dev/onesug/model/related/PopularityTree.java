package dev.onesug.model.related;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The most popular of any range of places without a scan, where places are query ids or rotations:
 * a tournament, where each inner node of a binary tree names the winner below it. Taking n winners
 * of N queries looks at about n · log N nodes, for one typed letter as for twenty.
 */
final class PopularityTree {
  /** The section of the queries' own popularity. */
  static final String QUERIES = "popularity";

  private static final String WINNERS = ".winners";
  private static final int NOBODY = -1;
  private static final int ROOT = 1;

  private final IntBuffer popularity;
  private final IntBuffer winners;
  private final int leaves;

  PopularityTree(IndexFile file, String name) {
    this(file.ints(name), file.ints(name + WINNERS));
  }

  private PopularityTree(IntBuffer popularity, IntBuffer winners) {
    this.popularity = popularity;
    this.winners = winners;
    this.leaves = winners.capacity();
  }

  static void put(IndexFile file, String name, int[] popularity) {
    int leaves = Math.max(1, Integer.highestOneBit(Math.max(1, 2 * popularity.length - 1)));
    int[] winners = new int[leaves];
    Arrays.fill(winners, NOBODY);
    file.putInts(name, popularity);
    PopularityTree tree = new PopularityTree(IntBuffer.wrap(popularity), IntBuffer.wrap(winners));
    for (int node = leaves - 1; node >= ROOT; node--) {
      winners[node] = tree.better(tree.winner(2 * node), tree.winner(2 * node + 1));
    }
    file.putInts(name + WINNERS, winners);
  }

  int popularity(int id) {
    return popularity.get(id);
  }

  /** The most popular ids of a range, most popular first, the lower of equals first. */
  int[] top(Range range, int count) {
    int[] top = new int[Math.max(0, Math.min(count, range.size()))];
    PriorityQueue<Integer> open = new PriorityQueue<>((a, b) -> compare(winner(a), winner(b)));
    cover(ROOT, 0, leaves, range, open);
    for (int i = 0; i < top.length; i++) {
      int node = open.remove();
      top[i] = winner(node);
      // The rest of the winner's subtree: its opponents on the way down.
      while (node < leaves) {
        int left = 2 * node;
        int on = winner(left) == top[i] ? left : left + 1;
        if (winner(on ^ 1) != NOBODY) {
          open.add(on ^ 1);
        }
        node = on;
      }
    }
    return top;
  }

  /** Collects the fewest nodes whose leaves make up the range. */
  private void cover(int node, int from, int to, Range range, PriorityQueue<Integer> nodes) {
    if (range.from() >= to || range.to() <= from || winner(node) == NOBODY) {
      return;
    }
    if (range.from() <= from && to <= range.to()) {
      nodes.add(node);
      return;
    }
    int middle = (from + to) >>> 1;
    cover(2 * node, from, middle, range, nodes);
    cover(2 * node + 1, middle, to, range, nodes);
  }

  private int winner(int node) {
    if (node < leaves) {
      return winners.get(node);
    }
    return node - leaves < popularity.capacity() ? node - leaves : NOBODY;
  }

  private int better(int a, int b) {
    return b == NOBODY || (a != NOBODY && compare(a, b) < 0) ? a : b;
  }

  private int compare(int a, int b) {
    int order = Integer.compare(popularity.get(b), popularity.get(a));
    return order != 0 ? order : Integer.compare(a, b);
  }
}
