package dev.onesug.training.align;

import dev.onesug.model.embedding.BertConfig;
import dev.onesug.model.embedding.TokenBatch;
import dev.onesug.model.text.QueryTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The batches of a training: every epoch visits all pairs in a new order. Which pairs a step sees
 * depends on the seed and the number of the step alone, so that a resumed run sees what a straight
 * one would have seen.
 */
final class PairBatches {
  private static final int MAX_TOKENS = 64;

  private final List<int[]> tokens = new ArrayList<>();
  private final Map<String, Integer> texts = new HashMap<>();
  private final int[] left;
  private final int[] right;
  private final Set<Long> known = new HashSet<>();
  private final int size;
  private final int padding;
  private final int maxTokens;
  private final int seed;
  private int shuffledEpoch = -1;
  private int[] order = new int[0];

  /**
   * @param pairs at least two
   * @param config of the encoder that reads the batches
   * @param size pairs a batch; fewer if there are not as many pairs
   */
  PairBatches(
      List<TextPair> pairs, QueryTokenizer tokenizer, BertConfig config, int size, int seed) {
    this.size = Math.min(size, pairs.size());
    this.padding = config.padding();
    this.maxTokens = Math.min(MAX_TOKENS, config.positions());
    this.seed = seed;
    this.left = pairs.stream().mapToInt(pair -> textId(pair.left(), tokenizer)).toArray();
    this.right = pairs.stream().mapToInt(pair -> textId(pair.right(), tokenizer)).toArray();
    for (int i = 0; i < left.length; i++) {
      known.add(key(left[i], right[i]));
    }
  }

  private int textId(String text, QueryTokenizer tokenizer) {
    return texts.computeIfAbsent(
        text,
        t -> {
          tokens.add(tokenizer.encodeWithSpecials(t, maxTokens));
          return tokens.size() - 1;
        });
  }

  private static long key(int leftText, int rightText) {
    return (long) leftText << Integer.SIZE | rightText;
  }

  /**
   * One batch of B pairs.
   *
   * @param left [B, T]
   * @param right [B, T]
   * @param taboo [B, B], true where the right side of another pair is no negative: it is the same
   *     text, the left side itself, or known to belong to the left side as well
   */
  record Batch(TokenBatch left, TokenBatch right, boolean[] taboo) {
    int pairs() {
      return left.texts();
    }
  }

  /** The batch of a step, counted from 0. */
  Batch batch(int step) {
    int perEpoch = left.length / size;
    shuffle(step / perEpoch);
    int from = step % perEpoch * size;
    boolean[] taboo = new boolean[size * size];
    List<int[]> lefts = new ArrayList<>();
    List<int[]> rights = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int pair = order[from + i];
      lefts.add(tokens.get(left[pair]));
      rights.add(tokens.get(right[pair]));
      for (int j = 0; j < size; j++) {
        taboo[i * size + j] = i != j && isTaboo(pair, order[from + j]);
      }
    }
    return new Batch(TokenBatch.of(lefts, padding), TokenBatch.of(rights, padding), taboo);
  }

  private boolean isTaboo(int pair, int other) {
    return right[pair] == right[other]
        || left[pair] == right[other]
        || known.contains(key(left[pair], right[other]));
  }

  private void shuffle(int epoch) {
    if (epoch == shuffledEpoch) {
      return;
    }
    shuffledEpoch = epoch;
    order = new int[left.length];
    Random random = new Random(seed * 1_000_003L + epoch);
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }
}
