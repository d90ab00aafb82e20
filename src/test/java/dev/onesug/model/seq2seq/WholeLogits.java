package dev.onesug.model.seq2seq;

import dev.onesug.model.decoding.Decoder;
import java.util.stream.IntStream;

/** Asks a decoder for the logits of the whole vocabulary. */
final class WholeLogits {
  private WholeLogits() {}

  /** Of each node that is fed, [nodes × vocabulary]. */
  static float[] of(Decoder decoder, int vocabulary, int[] parents, int... tokens) {
    int count = vocabulary * tokens.length;
    return decoder.extend(
        parents,
        tokens,
        IntStream.range(0, count).map(i -> i / vocabulary).toArray(),
        IntStream.range(0, count).map(i -> i % vocabulary).toArray());
  }

  /** Of the next token of the only way that is fed to the first input, [vocabulary]. */
  static float[] next(Decoder decoder, int vocabulary, int position, int token) {
    int[] parent = {position == 0 ? Decoder.start(0) : position - 1};
    return of(decoder, vocabulary, parent, token);
  }
}
