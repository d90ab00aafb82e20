package dev.onesug.training.logs;

import java.util.Arrays;
import java.util.List;

/**
 * How often each position of the box is looked at, in relation to the first: the position-based
 * model, in which a suggestion is chosen if its position is examined and the suggestion attracts.
 * Only positions of the same pair of prefix and query are compared, so that what stands on top
 * because it is wanted does not pass for what is wanted because it stands on top. As choices are
 * rare, those of a pair fall on its positions in proportion to impressions times examination; the
 * likelihood of that, given how often the pair was chosen, does not need to know how it attracts.
 * Only the relation can be told from choices; how often the first position itself is looked at
 * cannot.
 *
 * @see <a href="https://doi.org/10.1145/1341531.1341545">Craswell et al., An experimental
 *     comparison of click position-bias models</a>
 * @see <a href="https://doi.org/10.1145/3289600.3291017">Agarwal et al., Estimating position bias
 *     without intrusive interventions</a>
 */
public final class Examination {
  private static final int ROUNDS = 50;

  /** Choices as in the first position that each position starts with. */
  private static final double PRIOR = 1;

  private final double[] chances;

  private Examination(double[] chances) {
    this.chances = chances;
  }

  /** Estimates it from at least one list. */
  public static Examination estimate(Impressions impressions) {
    double[] chances = new double[positions(impressions)];
    double[] chosen = new double[chances.length];
    double[] pairChosen = new double[impressions.distinct()];
    impressions.forEach(
        (prefix, pair, position, clicked) -> {
          chosen[position] += clicked ? 1 : 0;
          pairChosen[pair] += clicked ? 1 : 0;
        });
    Arrays.fill(chances, 1);
    for (int round = 0; round < ROUNDS; round++) {
      improve(chances, impressions, chosen, pairChosen);
    }
    return new Examination(chances);
  }

  /** The chance that a position is looked at; 1 for the first. */
  public double at(int position) {
    return chances[Math.min(position, chances.length - 1)];
  }

  /** The chance of each position that anything was shown at. */
  List<Double> chances() {
    return Arrays.stream(chances).boxed().toList();
  }

  /** One round of the fixed point of the likelihood. */
  private static void improve(
      double[] chances, Impressions impressions, double[] chosen, double[] pairChosen) {
    double[] pairExamined = new double[pairChosen.length];
    impressions.forEach(
        (prefix, pair, position, clicked) -> pairExamined[pair] += chances[position]);
    double[] expected = new double[chances.length]; // choices, were each position as the first
    impressions.forEach(
        (prefix, pair, position, clicked) ->
            expected[position] += pairChosen[pair] / pairExamined[pair]);
    for (int position = 0; position < chances.length; position++) {
      chances[position] = (chosen[position] + PRIOR) / (expected[position] + PRIOR);
    }
    for (int position = chances.length - 1; position >= 0; position--) {
      chances[position] = Math.min(1, chances[position] / chances[0]);
    }
  }

  private static int positions(Impressions impressions) {
    int[] positions = {1};
    impressions.forEach(
        (prefix, pair, position, clicked) -> positions[0] = Math.max(positions[0], position + 1));
    return positions[0];
  }
}
