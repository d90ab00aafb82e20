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

  private final int[] nodes;

  /** For each node its place among those of one product, or -1. */
  private final int[] places;

  private final int[] together;
  private final int[] columns;
  private final int[] chosen;
  private final int[] rest;

  private CandidateLogits(
      int[] nodes, int[] tokens, int[] places, int[] columns, int vocabularySize) {
    this.nodes = nodes;
    this.places = places;
    this.columns = columns;
    together = IntStream.range(0, places.length).filter(node -> places[node] >= 0).toArray();
    int[] columnOf = new int[vocabularySize];
    Arrays.setAll(columnOf, token -> token);
    for (int column = 0; column < columns.length; column++) {
      columnOf[columns[column]] = column;
    }
    int width = columns.length > 0 ? columns.length : vocabularySize;
    int chosenCount = (int) Arrays.stream(nodes).filter(node -> places[node] >= 0).count();
    int restCount = nodes.length - chosenCount;
    chosen = new int[chosenCount];
    rest = new int[2 * restCount];
    int nextChosen = 0;
    int nextOfRest = 0;
    for (int i = 0; i < nodes.length; i++) {
      if (places[nodes[i]] >= 0) {
        chosen[nextChosen++] = places[nodes[i]] * width + columnOf[tokens[i]];
      } else {
        rest[nextOfRest] = nodes[i];
        rest[restCount + nextOfRest++] = tokens[i];
      }
    }
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
    boolean isShared = nodes.length >= SHARING * distinct.length;
    int[] places = new int[count];
    int most = Math.max(FEW, vocabularySize / PART);
    int place = 0;
    for (int node = 0; node < count; node++) {
      places[node] = isShared || candidates[node] > most ? place++ : -1;
    }
    int[] columns = isShared ? distinct : new int[0];
    return new CandidateLogits(nodes, tokens, places, columns, vocabularySize);
  }

  private static int[] distinct(int[] tokens, int vocabularySize) {
    boolean[] met = new boolean[vocabularySize];
    for (int token : tokens) {
      met[token] = true;
    }
    return IntStream.range(0, vocabularySize).filter(token -> met[token]).toArray();
  }

  /** [R]: the nodes whose logits are one product. */
  Tensor together(TensorScope scope) {
    return scope.longs(together, together.length);
  }

  /** [C]: the tokens of that product; none for the whole vocabulary. */
  Tensor columns(TensorScope scope) {
    return scope.longs(columns, columns.length);
  }

  /** [E']: places in that product of the candidates of those nodes. */
  Tensor chosen(TensorScope scope) {
    return scope.longs(chosen, chosen.length);
  }

  /** [2, E'']: node and token of the others. */
  Tensor rest(TensorScope scope) {
    return scope.longs(rest, 2, rest.length / 2);
  }

  /**
   * @param logits [E' + E''] of the former, then of the others
   * @return [E] in the order of the candidates
   */
  float[] inOrder(float[] logits) {
    float[] ordered = new float[nodes.length];
    int nextChosen = 0;
    int nextOfRest = chosen.length;
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = logits[places[nodes[i]] >= 0 ? nextChosen++ : nextOfRest++];
    }
    return ordered;
  }
}
