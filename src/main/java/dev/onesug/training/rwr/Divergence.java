package dev.onesug.training.rwr;

import dev.onesug.model.seq2seq.Seq2SeqBatch;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a model has moved from the reference: the Kullback-Leibler divergence KL(π ‖ π_ref) of
 * what may be chosen, summed over the positions of the searched query, averaged over dev lists.
 */
final class Divergence {
  /** A vocabulary of numbers is kept for each position of each. */
  private static final int MOST_LISTS = 128;

  private final List<Part> parts;
  private final int lists;

  /** A batch and what the reference said to it, [N × V]. */
  private record Part(Seq2SeqBatch pairs, float[] biases, float[] reference) {}

  private Divergence(List<Part> parts, int lists) {
    this.parts = parts;
    this.lists = lists;
  }

  /**
   * @param reference asked now, and not needed later
   */
  static Divergence from(Seq2SeqModel reference, ListBatches dev) {
    ListBatches searched = dev.searchedOnly();
    List<Part> parts = new ArrayList<>();
    int lists = 0;
    for (int[] numbers : searched.numbers(0, 0)) {
      if (lists < MOST_LISTS) {
        Seq2SeqBatch pairs = searched.pairs(numbers);
        float[] biases = searched.biases(numbers);
        parts.add(new Part(pairs, biases, reference.choiceLogProbs(pairs, biases)));
        lists += numbers.length;
      }
    }
    return new Divergence(parts, lists);
  }

  /** Nats a query. */
  double of(Seq2SeqModel model) {
    double sum = 0;
    for (Part part : parts) {
      float[] now = model.choiceLogProbs(part.pairs, part.biases);
      for (int i = 0; i < now.length; i++) {
        // Exactly 0 where nothing may be chosen.
        sum += Math.exp(now[i]) * (now[i] - part.reference[i]);
      }
    }
    return sum / lists;
  }
}
