package dev.onesug.serving.feedback;

import java.time.Duration;
import java.util.Locale;

/** Events that were not taken, through no fault of theirs; they may come again later. */
public final class FeedbackRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why events are not taken. */
  public enum Reason {
    /** More came than is written. */
    QUEUE_FULL(Duration.ofSeconds(1), "More events wait to be written than the queue holds."),
    /** The folder holds as much as it may. */
    STORE_FULL(Duration.ofMinutes(1), "The folder of events holds as much as it may."),
    /** The disk does not take them, or not in time. */
    UNWRITABLE(Duration.ofSeconds(10), "Events cannot be written now.");

    private final Duration retryAfter;
    private final String text;

    Reason(Duration retryAfter, String text) {
      this.retryAfter = retryAfter;
      this.text = text;
    }

    /** The name in meters. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;

  FeedbackRefusedException(Reason reason) {
    super(reason.text, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What is the matter, for people. */
  public String explanation() {
    return reason.text;
  }

  /** When to come again. */
  public Duration retryAfter() {
    return reason.retryAfter;
  }
}
