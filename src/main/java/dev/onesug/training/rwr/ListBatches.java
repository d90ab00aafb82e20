package dev.onesug.training.rwr;

import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.seq2seq.Seq2SeqBatch;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.training.descent.LengthBuckets;
import dev.onesug.training.sft.AllowedChoices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Preference lists as the model's program takes them: each input once, with its target and behind
 * it the others.
 *
 * @param each targets of a list: one better and its negatives
 */
record ListBatches(
    Seq2SeqConfig config,
    QueryIndex index,
    AllowedChoices choices,
    PreferenceLists lists,
    int each,
    int batchSize) {

  /** The same without the negatives. */
  ListBatches searchedOnly() {
    return new ListBatches(config, index, choices, lists, 1, batchSize);
  }

  int targets() {
    return lists.size() * each;
  }

  /** The numbers of the lists of each batch of a pass. */
  List<int[]> numbers(long seed, int pass) {
    return LengthBuckets.batches(lists.size(), lists.samples()::inputLength, batchSize, seed, pass);
  }

  Seq2SeqBatch pairs(int[] numbers) {
    return Seq2SeqBatch.of(
        config, Arrays.stream(numbers).mapToObj(lists.samples()::input).toList(), tokens(numbers));
  }

  /** What may be chosen at each position of the targets; see {@link AllowedChoices#biases}. */
  float[] biases(int[] numbers) {
    return choices.biases(
        numbers.length,
        i -> choices.given(lists.samples().moment(numbers[i]), lists.samples().target(numbers[i])),
        tokens(numbers));
  }

  private List<int[]> tokens(int[] numbers) {
    List<int[]> tokens = new ArrayList<>(numbers.length * each);
    for (int number : numbers) {
      tokens.add(lists.samples().target(number));
      int[] negatives = lists.negatives().get(number).queries();
      for (int i = 0; i < each - 1; i++) {
        tokens.add(index.tokens(negatives[i]));
      }
    }
    return tokens;
  }

  /**
   * The log-probability of every target under a model.
   *
   * @return [lists × targets]
   */
  float[] logProbs(Seq2SeqModel model) {
    float[] all = new float[targets()];
    for (int[] numbers : numbers(0, 0)) {
      float[] some = model.targetLogProbs(pairs(numbers), biases(numbers));
      for (int i = 0; i < numbers.length; i++) {
        System.arraycopy(some, i * each, all, numbers[i] * each, each);
      }
    }
    return all;
  }

  /** The numbers that belong to some lists, of [lists × targets]. */
  float[] of(int[] numbers, float[] all) {
    float[] some = new float[numbers.length * each];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(all, numbers[i] * each, some, i * each, each);
    }
    return some;
  }
}
