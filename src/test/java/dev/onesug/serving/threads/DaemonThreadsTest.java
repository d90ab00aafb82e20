package dev.onesug.serving.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {
  private final ExecutorService one =
      Executors.newSingleThreadExecutor(DaemonThreads.named("a-name"));
  private final CountDownLatch running = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();

  @Test
  void newThread_anyWork_isADaemonOfThatName() {
    Thread thread = DaemonThreads.named("a-name").newThread(() -> {});

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("a-name");
  }

  @Test
  void end_workUnderWay_isWaitedFor() throws InterruptedException {
    one.execute(() -> work(Duration.ofMillis(50)));
    running.await();

    assertThat(DaemonThreads.end(one, Duration.ofSeconds(10))).isTrue();
    assertThat(interrupted).isFalse();
    assertThat(one.isTerminated()).isTrue();
  }

  @Test
  void stop_workUnderWay_isInterrupted() throws InterruptedException {
    one.execute(() -> work(Duration.ofSeconds(60)));
    running.await();

    assertThat(DaemonThreads.stop(one, Duration.ofSeconds(10))).isTrue();
    assertThat(interrupted).isTrue();
  }

  @Test
  void end_workTooLong_saysSo() throws InterruptedException {
    one.execute(() -> work(Duration.ofSeconds(60)));
    running.await();

    assertThat(DaemonThreads.end(one, Duration.ofMillis(1))).isFalse();
    one.shutdownNow();
  }

  @Test
  void stop_interruptedWhileItWaits_stopsWaitingAndKeepsTheInterrupt() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    one.execute(
        () -> {
          running.countDown();
          awaitUninterruptibly(never);
        });
    running.await();

    Thread.currentThread().interrupt();
    assertThat(DaemonThreads.stop(one, Duration.ofSeconds(60))).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    never.countDown();
  }

  private void work(Duration time) {
    running.countDown();
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      interrupted.set(true);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // It is what the test is about.
      }
    }
  }
}
