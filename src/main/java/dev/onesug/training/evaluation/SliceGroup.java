package dev.onesug.training.evaluation;

import dev.onesug.training.logs.BehaviourLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One way to cut the requests into parts that are reported on their own. */
record SliceGroup(String name, List<Slice> slices) {
  private static final int LONG_PREFIX = 10;

  /** One part of the requests. */
  record Slice(String name, Predicate<Trial> holds) {}

  /** The cuts of the report; the first one is the whole. */
  static List<SliceGroup> standard(TrainingWindow training) {
    return List.of(
        new SliceGroup(SliceResult.ALL, List.of(new Slice(SliceResult.ALL, trial -> true))),
        new SliceGroup("Letters typed", lengths()),
        new SliceGroup("What followed", outcomes()),
        split("Prefix", "seen in training", "new", training::knowsPrefix),
        split("Searched query", "seen in training", "new", training::knowsTarget),
        split("User", "with history", "without history", Trial::hasHistory),
        split(
            "Searched query and typed letters",
            "continues them",
            "does not continue them",
            Trial::continuesPrefix));
  }

  private static SliceGroup split(String name, String yes, String no, Predicate<Trial> rule) {
    return new SliceGroup(name, List.of(new Slice(yes, rule), new Slice(no, rule.negate())));
  }

  private static List<Slice> lengths() {
    List<Slice> slices = new ArrayList<>();
    for (int i = 1; i < LONG_PREFIX; i++) {
      int length = i;
      slices.add(new Slice(Integer.toString(length), trial -> trial.prefixLength() == length));
    }
    slices.add(new Slice(LONG_PREFIX + "+", trial -> trial.prefixLength() >= LONG_PREFIX));
    return slices;
  }

  private static List<Slice> outcomes() {
    return List.of(
        outcome("search only", BehaviourLevel.QUERY_CLICK),
        outcome("item clicked", BehaviourLevel.ITEM_CLICK),
        outcome("ordered", BehaviourLevel.ORDER));
  }

  private static Slice outcome(String name, BehaviourLevel level) {
    return new Slice(name, trial -> trial.level() == level);
  }
}
