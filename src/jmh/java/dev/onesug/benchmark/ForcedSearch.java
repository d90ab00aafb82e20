package dev.onesug.benchmark;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.decoding.Score;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A beam search whose amount of work is fixed: at every step the same number of tokens is allowed
 * after each hypothesis, none of them an end. B hypotheses, C allowed tokens.
 */
final class ForcedSearch {
  private final int hypotheses;

  /** [steps + 1, C] */
  private final int[][] allowed;

  /** [B × C] the nodes that candidates continue. */
  private final int[] rows;

  /** [steps + 1, B × C] the tokens of candidates. */
  private final int[][] candidates;

  /**
   * @param steps steps after the first, which feeds the start token to one hypothesis
   * @param vocabulary allowed tokens are drawn from it, with a fixed seed
   */
  ForcedSearch(int hypotheses, int steps, int allowedTokens, int vocabulary) {
    this.hypotheses = hypotheses;
    SplittableRandom random = new SplittableRandom(13);
    allowed = new int[steps + 1][];
    candidates = new int[steps + 1][];
    for (int step = 0; step <= steps; step++) {
      allowed[step] =
          random
              .ints(Geometry.FIRST_TOKEN, vocabulary)
              .distinct()
              .limit(allowedTokens)
              .sorted()
              .toArray();
      candidates[step] = new int[hypotheses * allowedTokens];
      for (int row = 0; row < hypotheses; row++) {
        System.arraycopy(allowed[step], 0, candidates[step], row * allowedTokens, allowedTokens);
      }
    }
    rows = new int[hypotheses * allowedTokens];
    Arrays.setAll(rows, candidate -> candidate / allowedTokens);
  }

  /** Runs all steps over one input; returns the best score. */
  double run(Decoder decoder) {
    int[] parents = {Decoder.start(0)};
    int[] tokens = {decoder.startToken()};
    double[] scores = {Score.START};
    int firstRow = 0;
    for (int step = 0; step < allowed.length; step++) {
      int width = allowed[step].length;
      int count = tokens.length * width;
      float[] logits =
          decoder.extend(
              parents, tokens, Arrays.copyOf(rows, count), Arrays.copyOf(candidates[step], count));
      double[] sums = new double[count];
      for (int row = 0; row < tokens.length; row++) {
        double normaliser = Score.logNormaliser(logits, row * width, (row + 1) * width);
        for (int i = row * width; i < (row + 1) * width; i++) {
          sums[i] = Score.extended(scores[row], logits[i], normaliser);
        }
      }
      int[] best = best(sums);
      int before = firstRow;
      parents = Arrays.stream(best).map(i -> before + i / width).toArray();
      firstRow += scores.length;
      int[] choices = allowed[step];
      tokens = Arrays.stream(best).map(i -> choices[i % width]).toArray();
      scores = Arrays.stream(best).mapToDouble(i -> sums[i]).toArray();
    }
    return scores[0];
  }

  /** The indices of the best sums, best first. */
  private int[] best(double[] sums) {
    int[] best = new int[Math.min(hypotheses, sums.length)];
    int size = 0;
    for (int i = 0; i < sums.length; i++) {
      if (size == best.length && sums[i] <= sums[best[size - 1]]) {
        continue;
      }
      int at = size < best.length ? size++ : size - 1;
      while (at > 0 && sums[best[at - 1]] < sums[i]) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = i;
    }
    return best;
  }
}
