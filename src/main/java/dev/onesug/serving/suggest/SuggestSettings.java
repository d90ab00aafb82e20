package dev.onesug.serving.suggest;

import java.time.Duration;

/**
 * What bounds a suggester.
 *
 * @param deadline longest time that a keystroke waits for the model
 * @param threads that the model works on
 * @param batch the most keystrokes that a thread takes at once, if so many wait
 * @param queue keystrokes that may wait for a thread; above it the model is not asked
 * @param cacheEntries generations that are kept; 0 keeps none
 * @param cacheExpiry how long one is kept
 */
public record SuggestSettings(
    Duration deadline, int threads, int batch, int queue, int cacheEntries, Duration cacheExpiry) {

  /** For evaluation, on one core: every answer is the model's own, however long it takes. */
  public static final SuggestSettings OFFLINE =
      new SuggestSettings(Duration.ofMinutes(5), 1, 16, 1024, 0, Duration.ZERO);

  public SuggestSettings {
    positive("deadline", deadline.toMillis());
    positive("threads", threads);
    positive("batch", batch);
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
