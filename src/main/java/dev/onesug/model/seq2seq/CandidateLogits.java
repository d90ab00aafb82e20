package dev.onesug.model.seq2seq;

import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorScope;
import java.util.Arrays;

/**
 * How to get the logits of candidates cheaply: where a good part of the vocabulary may follow a
 * node, the whole of it is one product; elsewhere each candidate is a product of its own.
 */
final class CandidateLogits {
  /** The product over the whole vocabulary is faster from this part of it on. */
  private static final int PART = 8;

  private final int[] nodes;
  private final boolean[] isWhole;
  private final int[] whole;
  private final int[] chosen;
  private final int[] rest;

  private CandidateLogits(int[] nodes, boolean[] isWhole, int[] whole, int[] chosen, int[] rest) {
    this.nodes = nodes;
    this.isWhole = isWhole;
    this.whole = whole;
    this.chosen = chosen;
    this.rest = rest;
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
    boolean[] isWhole = new boolean[count];
    int[] places = new int[count];
    int[] whole = new int[count];
    int wholes = 0;
    int chosenCount = 0;
    for (int node = 0; node < count; node++) {
      if (candidates[node] > vocabularySize / PART) {
        isWhole[node] = true;
        chosenCount += candidates[node];
        places[node] = wholes;
        whole[wholes++] = node;
      }
    }
    int restCount = nodes.length - chosenCount;
    int[] chosen = new int[chosenCount];
    int[] rest = new int[2 * restCount];
    int nextChosen = 0;
    int nextOfRest = 0;
    for (int i = 0; i < nodes.length; i++) {
      if (isWhole[nodes[i]]) {
        chosen[nextChosen++] = places[nodes[i]] * vocabularySize + tokens[i];
      } else {
        rest[nextOfRest] = nodes[i];
        rest[restCount + nextOfRest++] = tokens[i];
      }
    }
    return new CandidateLogits(nodes, isWhole, Arrays.copyOf(whole, wholes), chosen, rest);
  }

  /** [R]: the nodes whose whole logits are computed. */
  Tensor whole(TensorScope scope) {
    return scope.longs(whole, whole.length);
  }

  /** [E']: places in [R × V] of the candidates of those. */
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
      ordered[i] = logits[isWhole[nodes[i]] ? nextChosen++ : nextOfRest++];
    }
    return ordered;
  }
}
