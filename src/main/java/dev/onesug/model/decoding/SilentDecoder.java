package dev.onesug.model.decoding;

/**
 * A model that says nothing: every logit is 0. Searched with a {@link QueryPrior}, it shows what is
 * believed without a model.
 *
 * @param startToken of the trie's tokenizer
 * @param endToken of the trie's tokenizer
 * @param maxLength the most tokens of a hypothesis, the start token included
 */
public record SilentDecoder(int startToken, int endToken, int maxLength) implements Decoder {

  @Override
  public float[] extend(int[] parents, int[] tokens, int[] candidateNodes, int[] candidateTokens) {
    return new float[candidateTokens.length];
  }

  @Override
  public void close() {}
}
