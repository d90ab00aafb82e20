package dev.onesug.serving.suggest;

import dev.onesug.serving.suggest.ModelCall.End;
import dev.onesug.serving.suggest.ModelCalls.Work;
import dev.onesug.serving.threads.DaemonThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few threads that the model works on, one a core as a rule. A thread that is free takes what
 * waits for the same version, up to a batch; for more it waits only as long as the configuration
 * says, which is not at all by default: alone, a keystroke is as fast as ever; the more come at
 * once, the cheaper each is.
 */
final class ModelThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelThreads.class);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Work work;
  private final int threadCount;
  private final int largest;
  private final long batchWaitNanos;
  private final BlockingDeque<ModelCall> queue = new LinkedBlockingDeque<>();
  private final ExecutorService threads;
  private final Lock gathering = new ReentrantLock();
  private final AtomicInteger busy = new AtomicInteger();

  ModelThreads(SuggestSettings settings, Work work) {
    this.work = work;
    threadCount = settings.threads();
    largest = settings.batch();
    batchWaitNanos = settings.batchWait().toNanos();
    threads = Executors.newFixedThreadPool(settings.threads(), DaemonThreads.named("model-call"));
    for (int i = 0; i < settings.threads(); i++) {
      threads.execute(this::takeTurns);
    }
  }

  void submit(ModelCall call) {
    queue.add(call);
  }

  /** Whether the call was still waiting; work under way runs on, for nobody. */
  boolean withdraw(ModelCall call) {
    return queue.remove(call);
  }

  /** Whether a keystroke that comes now would not wait. */
  boolean isIdle() {
    return queue.isEmpty() && busy.get() < threadCount;
  }

  int waiting() {
    return queue.size();
  }

  private void takeTurns() {
    try {
      while (true) {
        List<ModelCall> batch = nextBatch();
        busy.incrementAndGet();
        try {
          answer(batch);
        } finally {
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
  private List<ModelCall> nextBatch() throws InterruptedException {
    gathering.lockInterruptibly();
    try {
      List<ModelCall> batch = new ArrayList<>();
      batch.add(queue.take());
      gather(batch);
      return batch;
    } finally {
      gathering.unlock();
    }
  }

  private void gather(List<ModelCall> batch) {
    long end = System.nanoTime() + batchWaitNanos;
    try {
      while (batch.size() < largest) {
        ModelCall next = queue.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (next == null) {
          return;
        }
        if (next.model() != batch.get(0).model()) {
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

  /** What nobody waits for any more is not worked on. */
  private void answer(List<ModelCall> batch) {
    List<ModelCall> waitedFor = new ArrayList<>();
    for (ModelCall call : batch) {
      if (call.isDone()) {
        call.end(End.LATE);
      } else {
        waitedFor.add(call);
      }
    }
    if (!waitedFor.isEmpty()) {
      generate(waitedFor);
    }
  }

  private void generate(List<ModelCall> batch) {
    try {
      long now = System.nanoTime();
      List<Generation> generations =
          work.generate(batch.get(0).model(), batch.stream().map(call -> call.turn(now)).toList());
      for (int i = 0; i < batch.size(); i++) {
        ModelCall call = batch.get(i);
        End end = call.isDone() ? End.LATE : End.ANSWERED;
        call.end(end);
        call.answer(generations.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1) {
        batch.get(0).end(End.IGNORED);
        batch.get(0).fail(e);
      } else {
        // One that fails shall not fail its neighbours.
        batch.forEach(call -> generate(List.of(call)));
      }
    }
  }

  /** Lets running work end, so that a version is never closed under it. */
  @Override
  public void close() {
    if (!DaemonThreads.stop(threads, LONGEST_END)) {
      LOG.warn("Model calls still run {} after the end was asked for", LONGEST_END);
    }
    queue.forEach(
        call -> {
          call.end(End.IGNORED);
          call.fail(new IllegalStateException("the service ends"));
        });
  }
}
