package dev.onesug.training.rwr;

import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.sft.AllowedChoices;
import dev.onesug.training.sft.SftSamples;
import java.util.stream.IntStream;

/**
 * How high a model's search ranks what was searched, on samples that it does not learn from.
 *
 * @param hitRate HR@16
 * @param reciprocalRank MRR@16
 */
public record HeldOutRanking(double hitRate, double reciprocalRank) {

  static HeldOutRanking of(Seq2SeqModel model, AllowedChoices choices, SftSamples samples) {
    // A search is many small calls: one thread each, and a search on every processor.
    TensorEngine.threads(1);
    OwnBeam beam = new OwnBeam(model, choices);
    int[] ranks =
        IntStream.range(0, samples.size())
            .parallel()
            .map(
                sample ->
                    rank(
                        beam.suggest(samples, sample), choices.trie().find(samples.target(sample))))
            .toArray();
    return new HeldOutRanking(
        IntStream.of(ranks).filter(rank -> rank > 0).count() / (double) ranks.length,
        IntStream.of(ranks).mapToDouble(rank -> rank > 0 ? 1.0 / rank : 0).average().orElse(0));
  }

  /** From 1; 0 if it is not there. */
  private static int rank(int[] suggested, int target) {
    for (int i = 0; i < suggested.length; i++) {
      if (suggested[i] == target) {
        return i + 1;
      }
    }
    return 0;
  }
}
