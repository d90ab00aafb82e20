package dev.onesug.serving.suggest;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets as many keystrokes into the model as there are cores, and lets none wait longer than the
 * deadline. Native work cannot be interrupted: at the deadline it is abandoned, not stopped.
 */
final class ModelCalls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelCalls.class);

  /** The model did not answer; popular completions have to. */
  static final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1;
    private final Degradation reason;

    NoAnswerException(Degradation reason) {
      super(reason.label(), null, false, false);
      this.reason = reason;
    }

    Degradation reason() {
      return reason;
    }
  }

  private final ThreadPoolExecutor threads;
  private final long deadlineNanos;
  private final AtomicLong abandoned = new AtomicLong();

  ModelCalls(SuggestSettings settings) {
    deadlineNanos = settings.deadline().toNanos();
    threads =
        new ThreadPoolExecutor(
            settings.threads(),
            settings.threads(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(settings.queue()),
            ModelCalls::daemon);
  }

  /**
   * Runs work that is told how long it waited.
   *
   * @param work nanoseconds in the queue to a generation
   * @throws NoAnswerException if it failed, was late, or too much waits already
   */
  Generation call(LongFunction<Generation> work) throws NoAnswerException {
    Call call = new Call(work);
    try {
      threads.execute(call.task);
      return call.task.get(deadlineNanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw new NoAnswerException(Degradation.OVERLOAD);
    } catch (TimeoutException e) {
      giveUp(call);
      throw new NoAnswerException(Degradation.DEADLINE);
    } catch (InterruptedException e) {
      giveUp(call);
      Thread.currentThread().interrupt();
      throw new NoAnswerException(Degradation.DEADLINE);
    } catch (ExecutionException e) {
      LOG.warn("The model failed; popular completions answer", e.getCause());
      throw new NoAnswerException(Degradation.MODEL_FAILURE);
    }
  }

  /** One keystroke's turn; it measures how long it waited for a thread. */
  private static final class Call {
    private final long submitted = System.nanoTime();
    private final FutureTask<Generation> task;
    private volatile boolean started;

    Call(LongFunction<Generation> work) {
      task =
          new FutureTask<>(
              () -> {
                started = true;
                return work.apply(System.nanoTime() - submitted);
              });
    }
  }

  /** Takes waiting work out of the queue; work under way runs on, for nobody. */
  private void giveUp(Call call) {
    call.task.cancel(false);
    threads.remove(call.task);
    if (call.started) {
      abandoned.incrementAndGet();
    }
  }

  /** How often work that was under way lost its reader. */
  long abandoned() {
    return abandoned.get();
  }

  int waiting() {
    return threads.getQueue().size();
  }

  /** Lets running work end, so that a model is never closed under it. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("Model calls still run 10 s after the end was asked for");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "model-call");
    thread.setDaemon(true);
    return thread;
  }
}
