package dev.onesug.training.align;

import dev.onesug.model.embedding.BertConfig;
import dev.onesug.model.embedding.TokenBatch;
import dev.onesug.model.text.QueryTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

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
  private final int[] hard;
  private final boolean[] strong;
  private final boolean graded;
  private final Map<Long, Boolean> known = new HashMap<>();
  private final Map<Integer, List<Integer>> rightsOfLeft = new HashMap<>();
  private final int size;
  private final int padding;
  private final int maxTokens;
  private final int seed;
  private int shuffledEpoch = -1;
  private int[] order = new int[0];

  /**
   * @param pairs at least two
   * @param hardNegatives one a pair, in their order, or none at all
   * @param settings with pairs a batch; fewer if there are not as many pairs
   * @param config of the encoder that reads the batches
   */
  PairBatches(
      List<TextPair> pairs,
      List<String> hardNegatives,
      AlignSettings settings,
      QueryTokenizer tokenizer,
      BertConfig config) {
    this.size = Math.min(settings.batch(), pairs.size());
    this.graded = settings.graded();
    this.padding = config.padding();
    this.maxTokens = Math.min(MAX_TOKENS, config.positions());
    this.seed = settings.seed();
    this.left = pairs.stream().mapToInt(pair -> textId(pair.left(), tokenizer)).toArray();
    this.right = pairs.stream().mapToInt(pair -> textId(pair.right(), tokenizer)).toArray();
    this.hard = hardNegatives.stream().mapToInt(text -> textId(text, tokenizer)).toArray();
    this.strong = new boolean[left.length];
    for (int i = 0; i < left.length; i++) {
      strong[i] = pairs.get(i).perspective().isStrong();
      known.merge(key(left[i], right[i]), strong[i], Boolean::logicalOr);
      if (pairs.get(i).perspective().isMined()) {
        // Sessions have no direction.
        known.merge(key(right[i], left[i]), strong[i], Boolean::logicalOr);
      }
      rightsOfLeft.computeIfAbsent(left[i], text -> new ArrayList<>(1)).add(right[i]);
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
   * One batch: A left sides, N right sides, and P positives among them.
   *
   * @param left [A, T]
   * @param right [N, T]
   * @param anchors [P] the left side of each positive
   * @param positives [P] its right side
   * @param masked [P, N], true where a right side is no negative of a positive: it is the same
   *     text, the left side itself, or known to belong to the left side as well. With grades a weak
   *     one is a negative of a strong one.
   */
  record Batch(
      TokenBatch left, TokenBatch right, int[] anchors, int[] positives, boolean[] masked) {}

  /** The batch of a step, counted from 0. */
  Batch batch(int step) {
    int perEpoch = left.length / size;
    shuffle(step / perEpoch);
    int from = step % perEpoch * size;
    int[] lefts = new int[size];
    List<Integer> rights = new ArrayList<>();
    List<Integer> anchors = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int pair = order[from + i];
      lefts[i] = left[pair];
      rights.add(right[pair]);
      anchors.add(i);
    }
    for (int i = 0; i < size && graded; i++) {
      int other = ofOtherGrade(order[from + i], step);
      if (other >= 0) {
        rights.add(other);
        anchors.add(i);
      }
    }
    int positives = rights.size();
    for (int i = 0; i < size && hard.length > 0; i++) {
      rights.add(hard[order[from + i]]);
    }
    return new Batch(
        tokens(Arrays.stream(lefts).boxed().toList()),
        tokens(rights),
        anchors.stream().mapToInt(Integer::intValue).toArray(),
        IntStream.range(0, positives).toArray(),
        masked(lefts, rights, anchors));
  }

  private TokenBatch tokens(List<Integer> ids) {
    return TokenBatch.of(ids.stream().map(tokens::get).toList(), padding);
  }

  /**
   * A positive of the pair's left side that weighs more or less than the pair; -1 if there is none.
   */
  private int ofOtherGrade(int pair, int step) {
    List<Integer> others =
        rightsOfLeft.getOrDefault(left[pair], List.of()).stream()
            .filter(text -> isStrong(left[pair], text) != isStrong(left[pair], right[pair]))
            .distinct()
            .toList();
    return others.isEmpty() ? -1 : others.get(step % others.size());
  }

  private boolean isStrong(int leftText, int rightText) {
    return known.getOrDefault(key(leftText, rightText), false);
  }

  /** The first as many right sides as there are anchors are the positives. */
  private boolean[] masked(int[] lefts, List<Integer> rights, List<Integer> anchors) {
    boolean[] masked = new boolean[anchors.size() * rights.size()];
    for (int p = 0; p < anchors.size(); p++) {
      int leftText = lefts[anchors.get(p)];
      for (int n = 0; n < rights.size(); n++) {
        masked[p * rights.size() + n] = n != p && isMasked(leftText, rights.get(p), rights.get(n));
      }
    }
    return masked;
  }

  private boolean isMasked(int leftText, int rightText, int other) {
    if (other == rightText || other == leftText) {
      return true;
    }
    boolean isKnown = known.containsKey(key(leftText, other));
    boolean isBelow = graded && isStrong(leftText, rightText) && !isStrong(leftText, other);
    return isKnown && !isBelow;
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
