package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.versions.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the model work on a few threads, one a core as a rule, and lets no keystroke wait longer
 * than the deadline. A thread that is free takes what waits for the same model, up to a batch; for
 * more it waits only as long as the configuration says, which is not at all by default: alone, a
 * keystroke is as fast as ever; the more come at once, the cheaper each is. Native work cannot be
 * interrupted: at the deadline it is abandoned, not stopped.
 */
final class ModelCalls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelCalls.class);

  /** What the model does for keystrokes of one batch. */
  @FunctionalInterface
  interface Work {

    /** A generation for each turn, in their order. */
    List<Generation> generate(ServedModel model, List<Turn> turns);
  }

  /**
   * A keystroke whose turn it is.
   *
   * @param waitedNanos that it waited for it
   */
  record Turn(Prefix prefix, UserContext user, long waitedNanos) {}

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

  private final Work work;
  private final int threadCount;
  private final int largest;
  private final long batchWaitNanos;
  private final long deadlineNanos;
  private final Semaphore places;
  private final BlockingDeque<Call> queue = new LinkedBlockingDeque<>();
  private final ExecutorService threads;
  private final Lock gathering = new ReentrantLock();
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicLong abandoned = new AtomicLong();

  ModelCalls(SuggestSettings settings, Work work) {
    this.work = work;
    threadCount = settings.threads();
    largest = settings.batch();
    batchWaitNanos = settings.batchWait().toNanos();
    deadlineNanos = settings.deadline().toNanos();
    places = new Semaphore(settings.threads() * settings.batch() + settings.queue());
    threads = Executors.newFixedThreadPool(settings.threads(), ModelCalls::daemon);
    for (int i = 0; i < settings.threads(); i++) {
      threads.execute(this::takeTurns);
    }
  }

  /** One keystroke on its way through the model. */
  private record Call(
      ServedModel model,
      Prefix prefix,
      UserContext user,
      long submitted,
      CompletableFuture<Generation> answer) {}

  /**
   * Waits for a generation.
   *
   * @throws NoAnswerException if it failed, was late, or too much waits already
   */
  Generation call(ServedModel model, Prefix prefix, UserContext user) throws NoAnswerException {
    if (!places.tryAcquire()) {
      throw new NoAnswerException(Degradation.OVERLOAD);
    }
    Call call = new Call(model, prefix, user, System.nanoTime(), new CompletableFuture<>());
    try {
      queue.add(call);
      return call.answer.get(deadlineNanos, TimeUnit.NANOSECONDS);
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
    } finally {
      places.release();
    }
  }

  /** Takes waiting work out of the queue; work under way runs on, for nobody. */
  private void giveUp(Call call) {
    call.answer.cancel(false);
    if (!queue.remove(call)) {
      abandoned.incrementAndGet();
    }
  }

  private void takeTurns() {
    try {
      while (true) {
        List<Call> batch = nextBatch();
        batch.removeIf(call -> call.answer.isDone());
        if (!batch.isEmpty()) {
          busy.incrementAndGet();
          answer(batch);
          busy.decrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One thread at a time gathers: threads that are free would share out what a batch is made of.
   */
  private List<Call> nextBatch() throws InterruptedException {
    gathering.lockInterruptibly();
    try {
      List<Call> batch = new ArrayList<>();
      batch.add(queue.take());
      gather(batch);
      return batch;
    } finally {
      gathering.unlock();
    }
  }

  private void gather(List<Call> batch) {
    long end = System.nanoTime() + batchWaitNanos;
    try {
      while (batch.size() < largest) {
        Call next = queue.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (next == null) {
          return;
        }
        if (next.model != batch.get(0).model) {
          queue.addFirst(next);
          return;
        }
        batch.add(next);
      }
    } catch (InterruptedException e) {
      // Those that were taken are answered before the thread ends.
      Thread.currentThread().interrupt();
    }
  }

  private void answer(List<Call> batch) {
    try {
      List<Generation> generations = work.generate(batch.get(0).model, turns(batch));
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer.complete(generations.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1) {
        batch.get(0).answer.completeExceptionally(e);
      } else {
        // One that fails shall not fail its neighbours.
        batch.forEach(call -> answer(List.of(call)));
      }
    }
  }

  private static List<Turn> turns(List<Call> batch) {
    long now = System.nanoTime();
    return batch.stream()
        .map(call -> new Turn(call.prefix, call.user, now - call.submitted))
        .toList();
  }

  /** How often work that was under way lost its reader. */
  long abandoned() {
    return abandoned.get();
  }

  /** Whether a keystroke that comes now would not wait. */
  boolean isIdle() {
    return queue.isEmpty() && busy.get() < threadCount;
  }

  int waiting() {
    return queue.size();
  }

  /** Lets running work end, so that a model is never closed under it. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("Model calls still run 10 s after the end was asked for");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    queue.forEach(
        call -> call.answer.completeExceptionally(new IllegalStateException("the service ends")));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "model-call");
    thread.setDaemon(true);
    return thread;
  }
}
