package dev.onesug.model.decoding;

/**
 * A decoder that runs over encoded inputs, all hypotheses of all of them a step. It keeps its own
 * key/value state, native memory included, and is used by one thread.
 *
 * <p>A hypothesis of the first step names the input that it reads, a later one reads what the one
 * reads that it continues. The hypotheses of an input stand together, in the order of the inputs.
 *
 * <p>B is the number of hypotheses of this step, E the number of candidates.
 */
public interface Decoder extends AutoCloseable {

  /**
   * Feeds one token to each hypothesis and returns the logits of chosen candidates only.
   *
   * @param parents [B] for each hypothesis the row, in the step before, that it continues; in the
   *     first step the input, of which each has at most one hypothesis
   * @param tokens [B] the token that each hypothesis is fed; the first step feeds {@link
   *     #startToken()}
   * @param candidateRows [E] the row of this step that each candidate would continue
   * @param candidateTokens [E] the token of each candidate
   * @return [E] unnormalised logits
   */
  float[] step(int[] parents, int[] tokens, int[] candidateRows, int[] candidateTokens);

  /**
   * Feeds one token to each hypothesis and returns the logits of the whole vocabulary.
   *
   * @return [B × V], row by row
   */
  float[] stepOpen(int[] parents, int[] tokens);

  int startToken();

  int endToken();

  int vocabularySize();

  /** The most tokens that a hypothesis may be fed, the start token included. */
  int maxSteps();

  @Override
  void close();
}
