package dev.onesug.serving.versions;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks into the folder of the versions again and again, in a thread of its own. */
public final class ModelsWatch implements AutoCloseable {
  private final ModelsFolder folder;
  private final long pauseMillis;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(ModelsWatch::daemon);
  private @Nullable ScheduledFuture<?> looks;

  /**
   * Makes a watch that does not look yet.
   *
   * @param pause between the end of a look and the next one
   */
  public ModelsWatch(ModelsFolder folder, Duration pause) {
    this.folder = folder;
    this.pauseMillis = pause.toMillis();
  }

  public synchronized void start() {
    if (looks == null) {
      looks =
          thread.scheduleWithFixedDelay(
              folder::poll, pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
    }
  }

  /** A load that is under way ends first: native code runs in it. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "models-watch");
    thread.setDaemon(true);
    return thread;
  }
}
