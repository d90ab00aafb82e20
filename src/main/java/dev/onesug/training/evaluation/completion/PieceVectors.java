package dev.onesug.training.evaluation.completion;

import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.training.quantize.PrincipalAxes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Lets an encoder-decoder begin with what a published text encoder knows of words: each token's
 * embedding is the vector of its text, in the directions in which those differ most. So tokens of
 * like meaning are near to each other in what is read and, the embeddings being tied, in what is
 * written, before the first query is seen.
 */
final class PieceVectors {
  /** Of a number of an embedding: twice BART's, so that meaning shows in the first logits. */
  private static final double DEVIATION = 0.04;

  private static final String EMBEDDINGS = "model.shared.weight";
  private static final String CONTINUES = "##";

  private PieceVectors() {}

  /**
   * An untrained model but for its embeddings.
   *
   * @param encoder of the texts of tokens
   * @param scratch an existing folder; what it gets may be deleted afterwards
   */
  static Seq2SeqModel model(
      Seq2SeqConfig config,
      QueryTokenizer tokenizer,
      TextEncoder encoder,
      Path scratch,
      long seed,
      String device)
      throws IOException {
    try (Seq2SeqModel random = Seq2SeqModel.untrained(config, seed, device)) {
      random.save(scratch, Precision.F32);
    }
    Path file = scratch.resolve("model.safetensors");
    Map<String, HostTensor> weights = new HashMap<>(SafeTensors.read(file));
    weights.computeIfPresent(
        EMBEDDINGS, (name, drawn) -> embeddings(tokenizer, encoder, config.dModel(), seed, drawn));
    SafeTensors.write(file, weights, Precision.F32);
    return Seq2SeqModel.loadTrainable(scratch, device);
  }

  /** [V, D]; a token that spells nothing keeps its random row. */
  private static HostTensor embeddings(
      QueryTokenizer tokenizer, TextEncoder encoder, int width, long seed, HostTensor random) {
    int[] spelling =
        IntStream.range(0, tokenizer.size())
            .filter(token -> !text(tokenizer, token).isEmpty())
            .toArray();
    List<float[]> vectors =
        Arrays.asList(
            encoder.embed(
                Arrays.stream(spelling).mapToObj(token -> text(tokenizer, token)).toList()));
    // Where the encoder is narrower than the model, the rest of a row stays random.
    PrincipalAxes axes = PrincipalAxes.of(vectors, width, new Random(seed));
    int directions = axes.axes().length;
    float[] values = random.values().clone();
    double squares = 0;
    for (int i = 0; i < spelling.length; i++) {
      for (int d = 0; d < directions; d++) {
        double coordinate = 0;
        for (int e = 0; e < axes.mean().length; e++) {
          coordinate += axes.axes()[d][e] * (vectors.get(i)[e] - axes.mean()[e]);
        }
        values[spelling[i] * width + d] = (float) coordinate;
        squares += coordinate * coordinate;
      }
    }
    float scale = (float) (DEVIATION / Math.sqrt(squares / spelling.length / directions));
    for (int token : spelling) {
      for (int d = 0; d < directions; d++) {
        values[token * width + d] *= scale;
      }
    }
    return HostTensor.of(values, random.shape());
  }

  private static String text(QueryTokenizer tokenizer, int token) {
    String spelled = tokenizer.decode(new int[] {token});
    return spelled.startsWith(CONTINUES) ? spelled.substring(CONTINUES.length()) : spelled;
  }
}
