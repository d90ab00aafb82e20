package dev.onesug.serving.suggest;

import java.time.Duration;

/**
 * What bounds a suggester.
 *
 * @param deadline longest time that a keystroke waits for the model
 * @param threads that the model works on
 * @param batch the most keystrokes that a thread takes at once, if so many wait
 * @param batchWait longest time that a thread waits for a batch to fill once it has one keystroke
 * @param queue keystrokes that may wait for a thread; above it the model is not asked
 * @param adaptive whether fewer may wait than that, as few as the machine answers soon
 * @param cacheEntries generations that are kept; 0 keeps none; for a long history that came along
 *     one counts as several, up to 12
 * @param cacheExpiry how long one is kept
 * @param prepared generations for users of whom nothing is known that are made in advance
 */
public record SuggestSettings(
    Duration deadline,
    int threads,
    int batch,
    Duration batchWait,
    int queue,
    boolean adaptive,
    int cacheEntries,
    Duration cacheExpiry,
    int prepared) {

  /** A keystroke is not to wait for its neighbours longer than anybody could notice. */
  private static final Duration LONGEST_BATCH_WAIT = Duration.ofMillis(2);

  /** For evaluation, on one core: every answer is the model's own, however long it takes. */
  public static final SuggestSettings OFFLINE =
      new SuggestSettings(
          Duration.ofMinutes(5), 1, 16, Duration.ZERO, 1024, false, 0, Duration.ZERO, 0);

  public SuggestSettings {
    positive("deadline", deadline.toMillis());
    positive("threads", threads);
    positive("batch", batch);
    positive("queue", queue);
    if (batchWait.isNegative() || batchWait.compareTo(LONGEST_BATCH_WAIT) > 0) {
      throw new IllegalArgumentException(
          "batchWait: %s (expected: 0 to %s)".formatted(batchWait, LONGEST_BATCH_WAIT));
    }
    notNegative("cacheEntries", cacheEntries);
    notNegative("prepared", prepared);
  }

  private static void notNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 0)");
    }
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}
