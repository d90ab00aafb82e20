package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.BehaviourLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The behaviour levels behind a score of the authors' rows. A score is λ·e^p (paper section 3.4)
 * with a λ for each level and a signed click rate p near zero; all published scores fit |p| ≤ 0.3.
 *
 * @param level that fits
 * @param certain whether no other level fits
 */
record AuthorsLevel(BehaviourLevel level, boolean certain) {
  private static final double MOST_RATE = 0.3;
  private static final double ROUNDING = 0.005;
  private static final List<Weight> CHOSEN =
      List.of(
          new Weight(BehaviourLevel.QUERY_CLICK, 1.0),
          new Weight(BehaviourLevel.ITEM_CLICK, 1.5),
          new Weight(BehaviourLevel.ORDER, 2.0));
  private static final List<Weight> REJECTED =
      List.of(
          new Weight(BehaviourLevel.RANDOM, 0.0),
          new Weight(BehaviourLevel.NOT_SHOWN, 0.2),
          new Weight(BehaviourLevel.SHOW, 0.5));

  private record Weight(BehaviourLevel level, double lambda) {
    boolean is(double score) {
      return Math.abs(score - lambda) < ROUNDING;
    }

    boolean fits(double score) {
      return score > lambda * Math.exp(-MOST_RATE) - ROUNDING
          && score < lambda * Math.exp(MOST_RATE) + ROUNDING;
    }
  }

  /** The lowest level that a chosen query may have; null if none fits. */
  static @Nullable AuthorsLevel ofChosen(double score) {
    return of(CHOSEN, score);
  }

  /** The level of rejected queries; null if none fits. */
  static @Nullable AuthorsLevel ofRejected(double score) {
    return of(REJECTED, score);
  }

  private static @Nullable AuthorsLevel of(List<Weight> lowestFirst, double score) {
    for (Weight weight : lowestFirst) {
      if (weight.is(score)) {
        return new AuthorsLevel(weight.level(), true);
      }
    }
    List<Weight> fitting = lowestFirst.stream().filter(weight -> weight.fits(score)).toList();
    return fitting.isEmpty() ? null : new AuthorsLevel(fitting.get(0).level(), fitting.size() == 1);
  }
}
