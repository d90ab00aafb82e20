package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A decoder without a model: its logits are a hash of the seed and of all tokens that a hypothesis
 * was fed, so that a wrong parent gives wrong scores. It checks that it is used as agreed.
 */
public final class HashDecoder implements Decoder {
  public static final int START = 1;
  public static final int END = 2;

  private final long seed;
  private final int vocabularySize;
  private final int maxSteps;
  private long[] paths = {0};
  private int steps;
  private boolean closed;

  public HashDecoder(long seed, int vocabularySize, int maxSteps) {
    this.seed = seed;
    this.vocabularySize = vocabularySize;
    this.maxSteps = maxSteps;
  }

  /** The logit of a token after these tokens, the start token not counted. */
  public static float logit(long seed, int[] before, int token) {
    long path = fed(0, START);
    for (int earlier : before) {
      path = fed(path, earlier);
    }
    return logit(seed, path, token);
  }

  public int steps() {
    return steps;
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public float[] step(int[] parents, int[] tokens, int[] candidateRows, int[] candidateTokens) {
    feed(parents, tokens);
    assertThat(candidateRows).hasSameSizeAs(candidateTokens).isNotEmpty();
    float[] logits = new float[candidateRows.length];
    for (int i = 0; i < logits.length; i++) {
      assertThat(candidateTokens[i]).isBetween(0, vocabularySize - 1);
      logits[i] = logit(seed, paths[candidateRows[i]], candidateTokens[i]);
    }
    return logits;
  }

  @Override
  public float[] stepOpen(int[] parents, int[] tokens) {
    feed(parents, tokens);
    float[] logits = new float[tokens.length * vocabularySize];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = logit(seed, paths[i / vocabularySize], i % vocabularySize);
    }
    return logits;
  }

  private void feed(int[] parents, int[] tokens) {
    assertThat(closed).isFalse();
    assertThat(steps++).isLessThan(maxSteps);
    assertThat(parents).hasSameSizeAs(tokens).isNotEmpty();
    long[] next = new long[tokens.length];
    for (int row = 0; row < tokens.length; row++) {
      assertThat(tokens[row]).isBetween(0, vocabularySize - 1);
      next[row] = fed(steps == 1 ? 0 : paths[parents[row]], tokens[row]);
    }
    if (steps == 1) {
      assertThat(tokens).containsExactly(START);
    }
    paths = next;
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
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public int maxSteps() {
    return maxSteps;
  }

  @Override
  public void close() {
    closed = true;
  }
}
