package dev.onesug.model.decoding;

/**
 * A decoder that runs over encoded inputs. What it was fed for an input is a tree of tokens, which
 * grows by any number of nodes a call. It keeps its own key/value state, native memory included,
 * and is used by one thread.
 *
 * <p>Rows are the nodes fed so far, of all inputs, numbered in the order in which they were fed. B
 * is the number of nodes of this call, E the number of candidates.
 */
public interface Decoder extends AutoCloseable {

  /** The parent of the first node of an input. */
  static int start(int input) {
    return ~input;
  }

  /**
   * Feeds nodes and returns the logits of chosen candidates only.
   *
   * @param parents [B] the row that each node continues, of an earlier call or further up in this
   *     one; {@link #start} for the first node of an input
   * @param tokens [B] the token of each node; of the first node of an input, {@link #startToken()}
   * @param candidateNodes [E] which of the B nodes each candidate would continue
   * @param candidateTokens [E] the token of each candidate
   * @return [E] unnormalised logits
   */
  float[] extend(int[] parents, int[] tokens, int[] candidateNodes, int[] candidateTokens);

  int startToken();

  int endToken();

  /** The most tokens on the way to a node, the start token included. */
  int maxLength();

  @Override
  void close();
}
