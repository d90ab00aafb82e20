package dev.onesug.serving.feedback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.FeedbackEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events in: each is written once, as far as this process remembers, and then told to those
 * who learn from searches at once. Many threads bring events at the same time.
 */
public final class FeedbackIntake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedbackIntake.class);

  /** Whoever sends an event again does so soon. */
  private static final int REMEMBERED = 50_000;

  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  /** A disk that takes longer than this is as good as none. */
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(5);

  private final FeedbackLog log;
  private final List<SearchListener> listeners;
  private final FeedbackMeters meters;

  /** When an event of this id is, or was, written. */
  private final Cache<String, CompletableFuture<Void>> recent =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  /**
   * Makes an intake that writes into a folder.
   *
   * @param listeners called in this order
   */
  public FeedbackIntake(
      FeedbackSettings settings, List<SearchListener> listeners, MeterRegistry registry) {
    this(
        settings,
        new SegmentFolder(settings.folder(), SegmentFile::create),
        listeners,
        new FeedbackMeters(registry));
  }

  FeedbackIntake(
      FeedbackSettings settings,
      SegmentFolder folder,
      List<SearchListener> listeners,
      FeedbackMeters meters) {
    this.listeners = List.copyOf(listeners);
    this.meters = meters;
    log =
        new FeedbackLog(
            settings, new SegmentWriter(folder, settings, InstantSource.system(), meters), meters);
  }

  /**
   * Takes events, all of them or none. One that came before counts as taken.
   *
   * @return done when all are written; fails with {@link FeedbackRefusedException}
   */
  public CompletableFuture<Void> accept(List<FeedbackEvent> events) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    Set<CompletableFuture<Void>> awaited = new LinkedHashSet<>();
    List<FeedbackEvent> fresh = new ArrayList<>();
    List<FeedbackEvent> duplicates = new ArrayList<>();
    for (FeedbackEvent event : events) {
      CompletableFuture<Void> earlier = recent.asMap().putIfAbsent(event.eventId(), mine);
      (earlier == null ? fresh : duplicates).add(event);
      awaited.add(earlier == null ? mine : earlier);
    }
    meters.count(duplicates, FeedbackMeters.DUPLICATE);
    if (!fresh.isEmpty()) {
      write(fresh, mine);
    }
    return inTime(CompletableFuture.allOf(awaited.toArray(CompletableFuture<?>[]::new)));
  }

  /** Counts events that were refused because they broke a rule. */
  public void invalid() {
    meters.invalid();
  }

  /** Writes what was accepted. */
  @Override
  public void close() {
    log.close();
  }

  private void write(List<FeedbackEvent> events, CompletableFuture<Void> done) {
    var unused =
        log.append(events)
            .whenComplete(
                (nothing, failure) -> {
                  if (failure == null) {
                    meters.count(events, FeedbackMeters.ACCEPTED);
                    events.forEach(this::tell);
                    done.complete(null);
                  } else {
                    // They may come again.
                    events.forEach(event -> recent.asMap().remove(event.eventId(), done));
                    meters.count(events, reason(failure).label());
                    done.completeExceptionally(failure);
                  }
                });
  }

  private void tell(FeedbackEvent event) {
    if (event.action() != Action.SEARCH) {
      return;
    }
    for (SearchListener listener : listeners) {
      try {
        listener.searched(event);
      } catch (RuntimeException e) {
        meters.unheard();
        LOG.debug("A listener failed", e);
      }
    }
  }

  private static FeedbackRefusedException.Reason reason(Throwable failure) {
    return failure instanceof FeedbackRefusedException refused
        ? refused.reason()
        : FeedbackRefusedException.Reason.UNWRITABLE;
  }

  private static CompletableFuture<Void> inTime(CompletableFuture<Void> written) {
    return written
        .orTimeout(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(asRefusal(failure)));
  }

  private static Throwable asRefusal(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return new FeedbackRefusedException(FeedbackRefusedException.Reason.UNWRITABLE);
    }
    Throwable cause = failure.getCause();
    return cause == null ? failure : cause;
  }
}
