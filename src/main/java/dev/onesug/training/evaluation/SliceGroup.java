package dev.onesug.training.evaluation;

import dev.onesug.training.evaluation.PrefixCounts.Band;
import dev.onesug.training.logs.BehaviourLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One way to cut the requests into parts that are reported on their own. */
record SliceGroup(String name, List<Slice> slices) {
  private static final int LONGEST_ALONE = 10;
  private static final int SHORT_HISTORY = 4;

  /** What would be searched is as open as if more queries were equally likely than are shown. */
  private static final double AMBIGUOUS_BITS = Math.log(SuggesterRun.LIMIT) / Math.log(2);

  /** One part of the requests. */
  record Slice(String name, Predicate<Trial> holds) {}

  /** The cuts of the report; the first one is the whole. */
  static List<SliceGroup> standard(TrainingWindow training) {
    return List.of(
        new SliceGroup(SliceResult.ALL, List.of(new Slice(SliceResult.ALL, trial -> true))),
        new SliceGroup("Letters typed", lengths()),
        new SliceGroup(
            SliceResult.OUTCOME,
            List.of(
                outcome("search only", BehaviourLevel.QUERY_CLICK),
                outcome("item clicked", BehaviourLevel.ITEM_CLICK),
                outcome(SliceResult.ORDERED, BehaviourLevel.ORDER))),
        new SliceGroup(
            "Prefix in training",
            List.of(
                band("head", Band.HEAD, training),
                band("torso", Band.TORSO, training),
                band("tail", Band.TAIL, training),
                band("not seen", Band.UNSEEN, training))),
        split(
            "Prefix leaves open",
            "more than 16 queries",
            "fewer",
            trial -> training.entropyBits(trial) > AMBIGUOUS_BITS),
        split("Searched query", "seen in training", "new", training::knowsTarget),
        new SliceGroup(
            "User's history",
            List.of(
                new Slice("none", trial -> trial.historyLength() == 0),
                new Slice("1 to " + SHORT_HISTORY, SliceGroup::hasShortHistory),
                new Slice("longer", trial -> trial.historyLength() > SHORT_HISTORY))),
        split("Spelling", "misspelt", "other", Trial::isMisspelt),
        split("Searched query and text", "continues it", "leaves it", Trial::continuesPrefix));
  }

  private static boolean hasShortHistory(Trial trial) {
    return trial.historyLength() > 0 && trial.historyLength() <= SHORT_HISTORY;
  }

  private static SliceGroup split(String name, String yes, String no, Predicate<Trial> rule) {
    return new SliceGroup(name, List.of(new Slice(yes, rule), new Slice(no, rule.negate())));
  }

  private static List<Slice> lengths() {
    List<Slice> slices = new ArrayList<>();
    for (int i = 1; i <= LONGEST_ALONE; i++) {
      int length = i;
      slices.add(new Slice(Integer.toString(length), trial -> trial.prefixLength() == length));
    }
    slices.add(new Slice(LONGEST_ALONE + 1 + "+", trial -> trial.prefixLength() > LONGEST_ALONE));
    return slices;
  }

  private static Slice outcome(String name, BehaviourLevel level) {
    return new Slice(name, trial -> trial.level() == level);
  }

  private static Slice band(String name, Band band, TrainingWindow training) {
    return new Slice(name, trial -> training.band(trial) == band);
  }
}
