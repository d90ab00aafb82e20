package dev.onesug.serving.versions;

import dev.onesug.model.bundle.Pace;
import dev.onesug.serving.threads.DaemonThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens versions and warms them, beside those that answer: it gives way to them, and to the end of
 * the service.
 *
 * <p>Whoever asks for it, versions are loaded by one and the same thread: every thread that
 * allocates native memory keeps some of what it gives back, so that loads in many threads would
 * make the process grow by a good part of a version each.
 */
final class VersionLoader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VersionLoader.class);

  /** A load ends at its next step; a step is a part of a version, and native code runs in it. */
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final ModelsFolder.Opener opener;
  private final BooleanSupplier answering;
  private final Runnable giveWay;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.named("models-loading"));
  private volatile boolean stopping;

  /**
   * Makes a loader that has nothing to do yet.
   *
   * @param answering whether there is somebody to give way to; a load is at full speed otherwise
   * @param giveWay waits until nobody waits for the model, but not for ever
   */
  VersionLoader(ModelsFolder.Opener opener, BooleanSupplier answering, Runnable giveWay) {
    this.opener = opener;
    this.answering = answering;
    this.giveWay = giveWay;
  }

  /**
   * Loads a version, to be closed by the caller.
   *
   * @throws IOException if it is refused
   * @throws CancellationException if the service stops
   */
  ServedModel load(Path folder) throws IOException {
    try {
      return thread.submit(() -> openedAndWarm(folder)).get();
    } catch (RejectedExecutionException e) {
      throw stopped();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(folder + " cannot be loaded", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped();
    }
  }

  private ServedModel openedAndWarm(Path folder) throws IOException {
    Pace gentle = new GentlePace(answering, giveWay);
    Pace pace =
        () -> {
          goOn();
          gentle.step();
          goOn();
        };
    ServedModel model = opener.open(folder, pace);
    try {
      WarmUp.run(model, pace);
      return model;
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private void goOn() {
    if (stopping) {
      throw stopped();
    }
  }

  private static CancellationException stopped() {
    return new CancellationException("the service stops");
  }

  /** Has a load that is under way end at its next step; no other one begins. */
  void stop() {
    stopping = true;
    thread.shutdown();
  }

  boolean isStopping() {
    return stopping;
  }

  /** Stops, and waits for it. */
  @Override
  public void close() {
    stop();
    if (!DaemonThreads.end(thread, LONGEST_END)) {
      LOG.warn("A version is still being loaded {} after the end was asked for", LONGEST_END);
    }
  }
}
