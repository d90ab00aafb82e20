package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A decoder without a model: its logits are a hash of the seed and of all tokens on the way to a
 * node, so that a wrong parent gives wrong scores. It checks that it is used as agreed.
 */
public final class HashDecoder implements Decoder {
  public static final int START = 1;
  public static final int END = 2;

  private final long seed;
  private final int vocabularySize;
  private final int maxLength;
  private final List<Long> paths = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private int calls;
  private boolean closed;

  public HashDecoder(long seed, int vocabularySize, int maxLength) {
    this.seed = seed;
    this.vocabularySize = vocabularySize;
    this.maxLength = maxLength;
  }

  /** The logit of a token after these tokens, the start token not counted. */
  public static float logit(long seed, int[] before, int token) {
    long path = fed(0, START);
    for (int earlier : before) {
      path = fed(path, earlier);
    }
    return logit(seed, path, token);
  }

  public int calls() {
    return calls;
  }

  /** Nodes that were fed. */
  public int nodes() {
    return paths.size();
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public float[] extend(int[] parents, int[] tokens, int[] candidateNodes, int[] candidateTokens) {
    assertThat(closed).isFalse();
    assertThat(parents).hasSameSizeAs(tokens).isNotEmpty();
    assertThat(candidateNodes).hasSameSizeAs(candidateTokens).isNotEmpty();
    calls++;
    int first = paths.size();
    for (int i = 0; i < tokens.length; i++) {
      assertThat(tokens[i]).isBetween(0, vocabularySize - 1);
      boolean isStart = parents[i] == Decoder.start(0);
      assertThat(isStart).isEqualTo(paths.isEmpty()).isEqualTo(tokens[i] == START);
      lengths.add(isStart ? 1 : lengths.get(parents[i]) + 1);
      assertThat(lengths.get(first + i)).isLessThanOrEqualTo(maxLength);
      paths.add(fed(isStart ? 0 : paths.get(parents[i]), tokens[i]));
    }
    float[] logits = new float[candidateNodes.length];
    for (int i = 0; i < logits.length; i++) {
      assertThat(candidateTokens[i]).isBetween(0, vocabularySize - 1);
      logits[i] = logit(seed, paths.get(first + candidateNodes[i]), candidateTokens[i]);
    }
    return logits;
  }

  private static long fed(long path, int token) {
    return new SplittableRandom(path * 31 + token).nextLong();
  }

  /** Uniform in -4..4. */
  private static float logit(long seed, long path, int token) {
    long hash = Arrays.hashCode(new long[] {seed, path, token});
    return (float) (new SplittableRandom(hash).nextDouble() * 8 - 4);
  }

  @Override
  public int startToken() {
    return START;
  }

  @Override
  public int endToken() {
    return END;
  }

  @Override
  public int maxLength() {
    return maxLength;
  }

  @Override
  public void close() {
    closed = true;
  }
}
