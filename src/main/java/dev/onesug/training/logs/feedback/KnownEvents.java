package dev.onesug.training.logs.feedback;

import dev.onesug.model.feedback.FeedbackEvent;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells which events came before, by their ids: a front-end that got no answer sends an event
 * again. An event counts as new once more when {@value #REMEMBERED} others came after it, so that
 * memory is bounded: about 150 bytes for each that is remembered.
 */
public final class KnownEvents {
  private static final int REMEMBERED = 1_000_000;

  private final int remembered;
  private final Set<String> recent = new LinkedHashSet<>();

  public KnownEvents() {
    this(REMEMBERED);
  }

  KnownEvents(int remembered) {
    this.remembered = remembered;
  }

  /** Whether an event comes for the first time; from now on it is known. */
  public boolean isNew(FeedbackEvent event) {
    if (!recent.add(event.eventId())) {
      return false;
    }
    if (recent.size() > remembered) {
      recent.remove(recent.iterator().next());
    }
    return true;
  }
}
