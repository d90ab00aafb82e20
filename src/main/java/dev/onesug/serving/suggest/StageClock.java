package dev.onesug.serving.suggest;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Measures the stages of one keystroke. Used by one thread at a time. */
final class StageClock {
  private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);

  <T> T time(Stage stage, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      record(stage, System.nanoTime() - start);
    }
  }

  void record(Stage stage, long elapsedNanos) {
    nanos.merge(stage, elapsedNanos, Long::sum);
  }

  void recordAll(Map<Stage, Long> others) {
    others.forEach(this::record);
  }

  Map<Stage, Long> nanos() {
    return Collections.unmodifiableMap(new EnumMap<>(nanos));
  }
}
