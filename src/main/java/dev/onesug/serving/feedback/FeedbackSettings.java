package dev.onesug.serving.feedback;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What bounds a feedback log.
 *
 * @param folder of the segments; made with the first event
 * @param queueBytes events that may wait to be written, in bytes of their lines
 * @param fsync when what was written is forced to the disk
 * @param fsyncInterval longest time until then, with {@link Fsync#INTERVAL}
 * @param segments how long segments grow and live
 */
public record FeedbackSettings(
    Path folder, long queueBytes, Fsync fsync, Duration fsyncInterval, Segments segments) {

  /** A queue is memory, and one request has to fit. */
  private static final long LEAST_QUEUE = 256 * 1024;

  private static final long MOST_QUEUE = 1L << 30;

  /**
   * How long segments grow and live.
   *
   * @param maxBytes above which a new one begins
   * @param maxAge after which a new one begins
   * @param totalBytes of all together, above which events are refused
   * @param retention after which one is deleted, counted from its last event
   */
  public record Segments(long maxBytes, Duration maxAge, long totalBytes, Duration retention) {
    public Segments {
      positive("segment-size", maxBytes);
      positive("segment-age", maxAge.toMillis());
      if (totalBytes < maxBytes) {
        throw new IllegalArgumentException(
            "max-size: " + totalBytes + " (expected: at least segment-size, " + maxBytes + ")");
      }
      if (retention.compareTo(maxAge) < 0) {
        throw new IllegalArgumentException(
            "retention: " + retention + " (expected: at least segment-age, " + maxAge + ")");
      }
    }
  }

  /**
   * @throws IllegalArgumentException if one is out of range
   */
  public FeedbackSettings {
    if (queueBytes < LEAST_QUEUE || queueBytes > MOST_QUEUE) {
      throw new IllegalArgumentException(
          "queue: %d (expected: %d..%d bytes)".formatted(queueBytes, LEAST_QUEUE, MOST_QUEUE));
    }
    positive("fsync-interval", fsyncInterval.toMillis());
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}
