package dev.onesug.serving.feedback;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.serving.feedback.FeedbackRefusedException.Reason;
import dev.onesug.serving.feedback.SegmentWriter.StoreFullException;
import dev.onesug.serving.threads.DaemonThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way to the disk: a bounded queue, and one thread that writes all that waits at
 * once. What it acknowledges is in a segment, so that it outlives this process; with {@link
 * Fsync#ALWAYS} it outlives a power cut. A disk that fails or is full costs events, which are
 * refused, and nothing else.
 */
final class FeedbackLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedbackLog.class);
  private static final int MOST_BYTES_AT_ONCE = 1 << 20;
  private static final long TICK_MILLIS = 100;

  /** After a failure the disk is left alone for so long. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final FeedbackSettings settings;
  private final SegmentWriter segments;
  private final Semaphore freeBytes;
  private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
  private final Thread thread = DaemonThreads.named("feedback-log").newThread(this::run);
  private volatile boolean closing;

  // Of the thread that writes.
  private @Nullable Reason trouble;
  private long troubledNanos;
  private long forcedNanos;

  /** Lines, and who waits for them. */
  private record Pending(byte[] lines, CompletableFuture<Void> written) {}

  FeedbackLog(FeedbackSettings settings, SegmentWriter segments, FeedbackMeters meters) {
    this.settings = settings;
    this.segments = segments;
    freeBytes = new Semaphore((int) settings.queueBytes());
    meters.watch("queue.bytes", "Events that wait to be written", this, FeedbackLog::waitingBytes);
    meters.watch("stored.bytes", "Size of all segments", segments, SegmentWriter::storedBytes);
    meters.watch(
        "capacity.bytes",
        "Size of all segments above which events are refused",
        settings,
        s -> s.segments().totalBytes());
    meters.watch(
        "segment.age.seconds", "Age of the open segment", segments, SegmentWriter::ageSeconds);
    thread.start();
  }

  /**
   * Has events written, all of them or none.
   *
   * @return done when they are written, and forced to the disk where the settings say so; fails
   *     with {@link FeedbackRefusedException}
   */
  CompletableFuture<Void> append(List<FeedbackEvent> events) {
    byte[] lines = lines(events);
    if (closing) {
      return CompletableFuture.failedFuture(new FeedbackRefusedException(Reason.UNWRITABLE));
    }
    if (!freeBytes.tryAcquire(lines.length)) {
      return CompletableFuture.failedFuture(new FeedbackRefusedException(Reason.QUEUE_FULL));
    }
    Pending pending = new Pending(lines, new CompletableFuture<>());
    queue.add(pending);
    return pending.written;
  }

  /** Writes what waits, then ends. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(10_000);
      if (thread.isAlive()) {
        LOG.warn("{} bytes of events are not written at the end", waitingBytes());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long waitingBytes() {
    return settings.queueBytes() - freeBytes.availablePermits();
  }

  private static byte[] lines(List<FeedbackEvent> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(FeedbackJson.write(event)).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void run() {
    while (!closing || !queue.isEmpty()) {
      try {
        tidy();
        List<Pending> batch = nextBatch();
        if (!batch.isEmpty()) {
          answer(batch, written(batch));
        }
      } catch (InterruptedException e) {
        // Nobody but this class ends the thread.
        LOG.debug("Interrupted", e);
      }
    }
    try {
      segments.close();
    } catch (IOException e) {
      LOG.warn("The last segment of events may not be on the disk", e);
    }
  }

  private List<Pending> nextBatch() throws InterruptedException {
    List<Pending> batch = new ArrayList<>();
    int bytes = 0;
    Pending next = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
    while (next != null) {
      batch.add(next);
      bytes += next.lines.length;
      next = bytes < MOST_BYTES_AT_ONCE ? queue.poll() : null;
    }
    return batch;
  }

  /** Why the batch is not written; null where it is. */
  private @Nullable Reason written(List<Pending> batch) {
    if (trouble == Reason.UNWRITABLE
        && System.nanoTime() - troubledNanos < PAUSE.toNanos()
        && !closing) {
      return trouble;
    }
    try {
      segments.append(joined(batch));
      if (settings.fsync() == Fsync.ALWAYS) {
        segments.force();
      }
      return inTrouble(null, null);
    } catch (StoreFullException e) {
      return inTrouble(Reason.STORE_FULL, e);
    } catch (IOException | RuntimeException e) {
      return inTrouble(Reason.UNWRITABLE, e);
    }
  }

  /** The log tells when trouble begins and when it ends, not every event of it. */
  private @Nullable Reason inTrouble(@Nullable Reason reason, @Nullable Exception cause) {
    if (reason != trouble && reason != null) {
      LOG.warn("Events are refused: {}", String.valueOf(cause));
    } else if (reason != trouble) {
      LOG.info("Events are written again");
    }
    trouble = reason;
    troubledNanos = System.nanoTime();
    return reason;
  }

  private void answer(List<Pending> batch, @Nullable Reason refusal) {
    for (Pending pending : batch) {
      freeBytes.release(pending.lines.length);
      if (refusal == null) {
        pending.written.complete(null);
      } else {
        pending.written.completeExceptionally(new FeedbackRefusedException(refusal));
      }
    }
  }

  private void tidy() {
    try {
      segments.tick();
      long now = System.nanoTime();
      if (settings.fsync() == Fsync.INTERVAL
          && now - forcedNanos >= settings.fsyncInterval().toNanos()) {
        forcedNanos = now;
        segments.force();
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("The folder of events: {}", String.valueOf(e));
    }
  }

  private static ByteBuffer joined(List<Pending> batch) {
    if (batch.size() == 1) {
      return ByteBuffer.wrap(batch.get(0).lines);
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    batch.forEach(pending -> lines.writeBytes(pending.lines));
    return ByteBuffer.wrap(lines.toByteArray());
  }
}
