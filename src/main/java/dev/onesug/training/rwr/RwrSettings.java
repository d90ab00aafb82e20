package dev.onesug.training.rwr;

import dev.onesug.training.descent.DescentSettings;
import dev.onesug.training.logs.BehaviourLevel;
import java.util.Set;

/**
 * How a model learns what to prefer.
 *
 * @param lists at most so many preference lists are made, from samples evenly spread
 * @param days of feedback at the end of the training window that are learned from; 0 for all
 * @param negatives in a list, all of one level (paper: 4); 1 is the pairwise loss
 * @param levels of the negatives: {@code SHOW}, {@code NOT_SHOWN}, {@code RANDOM}; each list draws
 *     one of those that its sample has
 * @param ownBeam whether queries that were not shown are the model's own suggestions even where the
 *     log has what was recalled
 * @param beta scale of the implicit reward (paper: 0.5)
 * @param margin δ by which the better query shall lead (paper: 0.5)
 * @param sftWeight α of the cross-entropy of the better query (paper: 0.4)
 * @param smallestGap of rewards that the weight of a list is the inverse of
 * @param weighted what that weight scales
 * @param divergenceLimit nats a query that the model may move away from the one it started from
 * @param heldOut searches that a round must not do worse on
 * @param largestFall of MRR@16 on these that a round may come with: as much as chance is seen to
 *     move it; 1 lets every round pass
 * @param descent the training itself; a batch counts lists
 */
public record RwrSettings(
    int lists,
    int days,
    int negatives,
    Set<BehaviourLevel> levels,
    boolean ownBeam,
    double beta,
    double margin,
    double sftWeight,
    double smallestGap,
    Weighted weighted,
    double divergenceLimit,
    int heldOut,
    double largestFall,
    DescentSettings descent) {

  /** Where the weight of a list stands. */
  public enum Weighted {
    /** Inside the exponent, as the paper has it: close pairs lead at first and fade first. */
    MARGIN,
    /** A factor of the list's loss. */
    LOSS
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range; it names the key
   */
  public RwrSettings {
    check("lists", lists, 1, 1 << 24);
    check("days", days, 0, 10_000);
    check("negatives", negatives, 1, 64);
    check("beta", beta, Double.MIN_VALUE, 100);
    check("margin", margin, 0, 100);
    check("sftWeight", sftWeight, 0, 100);
    check("smallestGap", smallestGap, 1e-3, 10);
    check("divergenceLimit", divergenceLimit, 0, 1e6);
    check("heldOut", heldOut, 1, 1 << 20);
    check("largestFall", largestFall, 0, 1);
    levels = Set.copyOf(levels);
    for (BehaviourLevel level : levels) {
      if (level.isSearched()) {
        throw new IllegalArgumentException(
            "levels: " + level + " (expected: of SHOW, NOT_SHOWN, RANDOM)");
      }
    }
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels: none (expected: of SHOW, NOT_SHOWN, RANDOM)");
    }
  }

  private static void check(String key, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          key + ": " + value + " (expected: " + low + ".." + high + ")");
    }
  }
}
