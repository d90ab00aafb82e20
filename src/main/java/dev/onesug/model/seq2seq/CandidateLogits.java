package dev.onesug.model.seq2seq;

import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorScope;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How to get the logits of candidates cheaply. Where a good part of the vocabulary may follow a
 * node, the whole of it is one product; where the same few tokens may follow many nodes, these
 * tokens are; elsewhere each candidate is a product of its own.
 */
final class CandidateLogits {
  /** From this part of the vocabulary on, the product over all of it is faster (measured). */
  private static final int PART = 64;

  /** However small the vocabulary, so many candidates of a node are products of their own. */
  private static final int FEW = 8;

  /** The product over tokens that nodes share is faster if so many of them share one. */
  private static final int SHARING = 4;

  /** And if so great a part of it is wanted. */
  private static final int SHARED_PART = 4;

  /** A product of which no more than this part is wanted is thinned out where it was computed. */
  private static final int WANTED_PART = 2;

  private final int[] together;
  private final int[] columns;
  private final int[] chosen;
  private final int[] rest;

  /** [E]: where each candidate stands among what is computed. */
  private final int[] places;

  /**
   * @param columns tokens that all nodes share; none if they share few
   * @param isTogether of each node, whether its logits are part of the one product
   */
  private CandidateLogits(
      int[] nodes, int[] tokens, int[] columns, boolean[] isTogether, int vocabularySize) {
    this.columns = columns;
    together = IntStream.range(0, isTogether.length).filter(node -> isTogether[node]).toArray();
    int width = columns.length > 0 ? columns.length : vocabularySize;
    int[] columnOf = new int[vocabularySize];
    for (int column = 0; column < width; column++) {
      columnOf[columns.length > 0 ? columns[column] : column] = column;
    }
    int[] firstOf = new int[isTogether.length];
    for (int row = 0; row < together.length; row++) {
      firstOf[together[row]] = row * width;
    }
    rest = new int[2 * count(nodes, isTogether, false)];
    int[] wanted = new int[count(nodes, isTogether, true)];
    int product = together.length * width;
    boolean isWhole = wanted.length * WANTED_PART > product;
    places = new int[nodes.length];
    int endOfChosen = isWhole ? product : wanted.length;
    for (int i = 0, next = 0, alone = 0; i < nodes.length; i++) {
      if (isTogether[nodes[i]]) {
        wanted[next] = firstOf[nodes[i]] + columnOf[tokens[i]];
        places[i] = isWhole ? wanted[next] : next;
        next++;
      } else {
        rest[alone] = nodes[i];
        rest[rest.length / 2 + alone] = tokens[i];
        places[i] = endOfChosen + alone++;
      }
    }
    chosen = isWhole ? new int[0] : wanted;
  }

  private static int count(int[] nodes, boolean[] isTogether, boolean wanted) {
    int count = 0;
    for (int node : nodes) {
      count += isTogether[node] == wanted ? 1 : 0;
    }
    return count;
  }

  /**
   * @param nodes [E] that each candidate would continue: 0..count - 1
   * @param tokens [E] of each candidate
   */
  static CandidateLogits of(int[] nodes, int[] tokens, int count, int vocabularySize) {
    int[] candidates = new int[count];
    for (int node : nodes) {
      TreeDecoder.checkRange("candidateNodes", node, 0, count);
      candidates[node]++;
    }
    int[] distinct = distinct(tokens, vocabularySize);
    boolean isShared =
        nodes.length >= SHARING * distinct.length
            && nodes.length * (long) SHARED_PART >= (long) count * distinct.length;
    int most = Math.max(FEW, vocabularySize / PART);
    boolean[] isTogether = new boolean[count];
    for (int node = 0; node < count; node++) {
      isTogether[node] = isShared || candidates[node] > most;
    }
    return new CandidateLogits(
        nodes, tokens, isShared ? distinct : new int[0], isTogether, vocabularySize);
  }

  private static int[] distinct(int[] tokens, int vocabularySize) {
    boolean[] met = new boolean[vocabularySize];
    int[] distinct = new int[Math.min(tokens.length, vocabularySize)];
    int count = 0;
    for (int token : tokens) {
      if (!met[token]) {
        met[token] = true;
        distinct[count++] = token;
      }
    }
    return Arrays.copyOf(distinct, count);
  }

  /** [R]: the nodes whose logits are one product. */
  Tensor together(TensorScope scope) {
    return scope.longs(together, together.length);
  }

  /** [C]: the tokens of that product; none for the whole vocabulary. */
  Tensor columns(TensorScope scope) {
    return scope.longs(columns, columns.length);
  }

  /** [E']: places in that product of the candidates of those nodes; none for all of it. */
  Tensor chosen(TensorScope scope) {
    return scope.longs(chosen, chosen.length);
  }

  /** [2, E'']: node and token of the candidates of other nodes. */
  Tensor rest(TensorScope scope) {
    return scope.longs(rest, 2, rest.length / 2);
  }

  /**
   * @param logits what was chosen of the product, or all of it, then the others
   * @return [E] in the order of the candidates
   */
  float[] inOrder(float[] logits) {
    float[] ordered = new float[places.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = logits[places[i]];
    }
    return ordered;
  }
}
