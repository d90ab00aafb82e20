package dev.onesug.model.decoding;

/**
 * A model that says nothing: every logit is 0. Searched with a {@link QueryPrior}, it shows what is
 * believed without a model.
 *
 * @param startToken of the trie's tokenizer
 * @param endToken of the trie's tokenizer
 * @param vocabularySize of the trie's tokenizer
 * @param maxSteps the most tokens that a hypothesis may be fed
 */
public record SilentDecoder(int startToken, int endToken, int vocabularySize, int maxSteps)
    implements Decoder {

  @Override
  public float[] step(int[] parents, int[] tokens, int[] candidateRows, int[] candidateTokens) {
    return new float[candidateTokens.length];
  }

  @Override
  public float[] stepOpen(int[] parents, int[] tokens) {
    return new float[tokens.length * vocabularySize];
  }

  @Override
  public void close() {}
}
