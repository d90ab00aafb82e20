package dev.onesug.training.evaluation.completion;

import dev.onesug.model.decoding.Decoder;

/**
 * A decoder that is trusted in part.
 *
 * @param factor what its logits are multiplied by
 */
record ScaledDecoder(Decoder decoder, float factor) implements Decoder {

  @Override
  public float[] step(int[] parents, int[] tokens, int[] candidateRows, int[] candidateTokens) {
    return scaled(decoder.step(parents, tokens, candidateRows, candidateTokens));
  }

  @Override
  public float[] stepOpen(int[] parents, int[] tokens) {
    return scaled(decoder.stepOpen(parents, tokens));
  }

  private float[] scaled(float[] logits) {
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
  public int vocabularySize() {
    return decoder.vocabularySize();
  }

  @Override
  public int maxSteps() {
    return decoder.maxSteps();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
