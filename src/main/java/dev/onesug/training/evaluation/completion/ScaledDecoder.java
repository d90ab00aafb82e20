package dev.onesug.training.evaluation.completion;

import dev.onesug.model.decoding.Decoder;

/**
 * A decoder that is trusted in part.
 *
 * @param factor what its logits are multiplied by
 */
record ScaledDecoder(Decoder decoder, float factor) implements Decoder {

  @Override
  public float[] extend(int[] parents, int[] tokens, int[] candidateNodes, int[] candidateTokens) {
    float[] logits = decoder.extend(parents, tokens, candidateNodes, candidateTokens);
    for (int i = 0; i < logits.length; i++) {
      logits[i] *= factor;
    }
    return logits;
  }

  @Override
  public int startToken() {
    return decoder.startToken();
  }

  @Override
  public int endToken() {
    return decoder.endToken();
  }

  @Override
  public int maxLength() {
    return decoder.maxLength();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
