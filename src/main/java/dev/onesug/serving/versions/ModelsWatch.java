package dev.onesug.serving.versions;

import dev.onesug.serving.threads.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks into the folder of the versions again and again, in a thread of its own. */
public final class ModelsWatch implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final ModelsFolder folder;
  private final long pauseMillis;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("models-watch"));
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
    if (looks == null && !thread.isShutdown()) {
      looks =
          thread.scheduleWithFixedDelay(
              folder::poll, pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
    }
  }

  /** Ends the look that is under way, with its loads. */
  @Override
  public void close() {
    folder.stopLoading();
    DaemonThreads.end(thread, LONGEST_END);
  }
}
