package dev.onesug.serving.feedback;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.serving.threads.DaemonThreads;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes searches on in a thread of its own, so that a listener who is slow, such as a store on
 * another machine, keeps nobody waiting. What it cannot keep up with, and what waits at the end, is
 * counted and left out.
 */
public final class BackgroundListener implements SearchListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundListener.class);
  private static final int MOST_WAITING = 5000;

  private final SearchListener listener;
  private final FeedbackMeters meters;
  private final BlockingQueue<FeedbackEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = DaemonThreads.named("feedback-listener").newThread(this::run);

  public BackgroundListener(SearchListener listener, MeterRegistry registry) {
    this.listener = listener;
    meters = new FeedbackMeters(registry);
    thread.start();
  }

  @Override
  public void searched(FeedbackEvent search) {
    if (!waiting.offer(search)) {
      meters.unheard();
    }
  }

  /** To be called when no more searches come. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        pass(waiting.take());
      }
    } catch (InterruptedException e) {
      waiting.forEach(search -> meters.unheard());
    }
  }

  private void pass(FeedbackEvent search) {
    try {
      listener.searched(search);
    } catch (RuntimeException e) {
      meters.unheard();
      LOG.debug("A listener failed", e);
    }
  }
}
