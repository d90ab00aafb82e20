package dev.onesug.serving.feedback;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the newest segment, begins the next when one is long or old, and keeps the folder
 * below its bounds. After a failure the next line begins a new segment. Used by one thread; the
 * figures may be read by others.
 */
final class SegmentWriter implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

  /** Between two looks at the folder, where others may have taken segments away. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** The folder holds as much as it may. */
  static final class StoreFullException extends IOException {
    private static final long serialVersionUID = 1;

    StoreFullException(long bytes, long most) {
      super("max-size: " + bytes + " bytes are stored (expected: at most " + most + ")");
    }
  }

  private final SegmentFolder folder;
  private final FeedbackSettings settings;
  private final InstantSource clock;
  private final FeedbackMeters meters;
  private @Nullable Segment open;
  private boolean unforced;
  private Instant lastLook = Instant.MIN;
  private volatile @Nullable Instant started;
  private final AtomicLong storedBytes = new AtomicLong();

  SegmentWriter(
      SegmentFolder folder, FeedbackSettings settings, InstantSource clock, FeedbackMeters meters) {
    this.folder = folder;
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Appends lines to a segment.
   *
   * @throws StoreFullException if the folder holds too much already
   * @throws IOException if they could not be written; none of them counts as written then
   */
  void append(ByteBuffer lines) throws IOException {
    int bytes = lines.remaining();
    long most = settings.segments().totalBytes();
    if (storedBytes.get() + bytes > most) {
      throw new StoreFullException(storedBytes.get(), most);
    }
    try {
      writable(bytes).append(lines);
    } catch (IOException e) {
      meters.writeFailed();
      leave();
      throw e;
    }
    unforced = true;
    storedBytes.addAndGet(bytes);
    meters.written(bytes);
  }

  /**
   * Forces to the disk what is not yet there.
   *
   * @throws IOException if the disk does not say so; nobody knows then what it holds
   */
  void force() throws IOException {
    if (open == null || !unforced) {
      return;
    }
    long start = System.nanoTime();
    try {
      open.force();
    } catch (IOException e) {
      meters.fsyncFailed();
      leave();
      throw e;
    }
    meters.forced(System.nanoTime() - start);
    unforced = false;
  }

  /** What has to be done from time to time: ends an old segment, deletes what is too old. */
  void tick() throws IOException {
    Instant now = clock.instant();
    if (isOld(now)) {
      finish();
    }
    // Also where somebody set the clock back.
    if (now.isBefore(lastLook) || lastLook.isBefore(now.minus(LOOK))) {
      lastLook = now;
      int deleted = folder.deleteUntouchedSince(now.minus(settings.segments().retention()));
      if (deleted > 0) {
        LOG.info("{} segments of events were older than the retention and are deleted", deleted);
      }
      storedBytes.set(folder.bytes());
    }
  }

  /** Size of all segments. */
  long storedBytes() {
    return storedBytes.get();
  }

  /** How long ago the open segment began, in seconds; 0 where none is open. */
  double ageSeconds() {
    Instant begun = started;
    return begun == null ? 0 : Duration.between(begun, clock.instant()).toMillis() / 1e3;
  }

  @Override
  public void close() throws IOException {
    finish();
  }

  private boolean isOld(Instant now) {
    Instant begun = started;
    return begun != null && begun.plus(settings.segments().maxAge()).isBefore(now);
  }

  private Segment writable(int bytes) throws IOException {
    if (open != null && open.length() + bytes > settings.segments().maxBytes()) {
      finish();
    }
    if (open == null) {
      Instant now = clock.instant();
      open = folder.create(now);
      started = now;
    }
    return open;
  }

  private void finish() throws IOException {
    if (settings.fsync() != Fsync.NEVER) {
      force();
    }
    leave();
  }

  /** Closes the segment, whatever became of it. */
  private void leave() {
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("A segment did not close", e);
      }
      open = null;
      started = null;
      unforced = false;
    }
  }
}
