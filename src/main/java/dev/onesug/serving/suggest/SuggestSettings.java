package dev.onesug.serving.suggest;

import java.time.Duration;

/**
 * What bounds a suggester.
 *
 * @param deadline longest time that a keystroke waits for the model
 * @param threads keystrokes that the model works on at the same time
 * @param queue keystrokes that may wait for a thread; above it the model is not asked
 * @param cacheEntries generations that are kept; 0 keeps none
 * @param cacheExpiry how long one is kept
 */
public record SuggestSettings(
    Duration deadline, int threads, int queue, int cacheEntries, Duration cacheExpiry) {

  /** For evaluation: every answer is the model's own, however long it takes. */
  public static final SuggestSettings OFFLINE =
      new SuggestSettings(
          Duration.ofMinutes(5),
          Runtime.getRuntime().availableProcessors(),
          1024,
          0,
          Duration.ZERO);

  public SuggestSettings {
    positive("deadline", deadline.toMillis());
    positive("threads", threads);
    positive("queue", queue);
    if (cacheEntries < 0) {
      throw new IllegalArgumentException(
          "cacheEntries: " + cacheEntries + " (expected: at least 0)");
    }
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}
