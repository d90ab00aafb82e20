package dev.onesug.serving.versions;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version in memory and those who hold it: the table of versions, until it is retired, and every
 * request that it answers. The last to let go has it closed.
 */
final class Resident {
  private static final Logger LOG = LoggerFactory.getLogger(Resident.class);

  private final ServedModel model;
  private final Instant since;
  private final AtomicInteger holders = new AtomicInteger(1);

  /** Takes a version over; whoever makes this holds it first. */
  Resident(ServedModel model, Instant since) {
    this.model = model;
    this.since = since;
  }

  ServedModel model() {
    return model;
  }

  /** When it became resident. */
  Instant since() {
    return since;
  }

  /** Whether it could be held: what is closed stays closed. */
  boolean hold() {
    return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Whoever lets go last has answered already: that the version does not close is not theirs. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      try {
        model.close();
      } catch (RuntimeException e) {
        LOG.error("Model version {} did not give everything back", model.version(), e);
      }
    }
  }
}
