package dev.onesug.model.decoding;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Makes a {@link TokenTrie} from all allowed queries at once: they are sorted by their tokens, so
 * that the queries below any node are a range, and the ranges are split level by level.
 */
public final class TokenTrieBuilder {
  private final int[][] sequences;
  private final int[] sorted;

  /** For each node the queries below it: first and one past the last position in sorted order. */
  private int[] from = new int[1024];

  private int[] to = new int[1024];
  private int[] labels = new int[1024];
  private int nodes;

  private TokenTrieBuilder(int[][] sequences) {
    this.sequences = sequences;
    this.sorted =
        IntStream.range(0, sequences.length)
            .filter(query -> sequences[query].length > 0)
            .boxed()
            .sorted(
                Comparator.<Integer, int[]>comparing(query -> sequences[query], Arrays::compare)
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /**
   * Builds the trie of {@code sequences[query]}, tokens without start and end. A query without
   * tokens is not allowed to be generated. Of queries with the same tokens, which no decoder can
   * tell apart, the lowest id is kept.
   *
   * @throws IllegalArgumentException if a token is negative; it names the query
   */
  public static TokenTrie build(int[][] sequences) {
    for (int query = 0; query < sequences.length; query++) {
      for (int token : sequences[query]) {
        if (token < 0) {
          throw new IllegalArgumentException(
              "query %d: token %d (expected: at least 0)".formatted(query, token));
        }
      }
    }
    return new TokenTrieBuilder(sequences).build();
  }

  private TokenTrie build() {
    append(0, 0, sorted.length);
    int[] firstChildren = new int[64];
    int depth = 0;
    int endOfLevel = 1;
    for (int node = 0; node < nodes; node++) {
      if (node == endOfLevel) {
        depth++;
        endOfLevel = nodes;
      }
      firstChildren = grownFor(node, firstChildren);
      firstChildren[node] = nodes;
      appendChildren(node, depth);
    }
    firstChildren = Arrays.copyOf(firstChildren, nodes + 1);
    firstChildren[nodes] = nodes;
    return TokenTrie.of(
        IntBuffer.wrap(firstChildren), IntBuffer.wrap(Arrays.copyOf(labels, nodes)));
  }

  private void appendChildren(int node, int depth) {
    if (labels[node] < 0) {
      return;
    }
    int position = from[node];
    int end = to[node];
    // Sequences that end here come first in sorted order, the lowest id in front.
    if (position < end && sequences[sorted[position]].length == depth) {
      append(~sorted[position], position, position);
      while (position < end && sequences[sorted[position]].length == depth) {
        position++;
      }
    }
    while (position < end) {
      int token = sequences[sorted[position]][depth];
      int start = position;
      while (position < end && sequences[sorted[position]][depth] == token) {
        position++;
      }
      append(token, start, position);
    }
  }

  private void append(int label, int start, int end) {
    from = grownFor(nodes, from);
    to = grownFor(nodes, to);
    labels = grownFor(nodes, labels);
    from[nodes] = start;
    to[nodes] = end;
    labels[nodes] = label;
    nodes++;
  }

  private static int[] grownFor(int index, int[] array) {
    return index < array.length ? array : Arrays.copyOf(array, array.length * 2);
  }
}
