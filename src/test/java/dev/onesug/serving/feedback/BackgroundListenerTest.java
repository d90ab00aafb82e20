package dev.onesug.serving.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BackgroundListenerTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);

  @Test
  void searched_anyNumber_arePassedOnInOrder() {
    try (BackgroundListener listener =
        new BackgroundListener(search -> heard.add(search.query()), meters)) {
      listener.searched(Events.search("e1", "lamp"));
      listener.searched(Events.search("e2", "desk"));

      Awaitility.await().until(() -> heard.equals(List.of("lamp", "desk")));
    }
    assertThat(unheard()).isZero();
  }

  @Test
  void close_searchesWait_areCounted() throws Exception {
    BackgroundListener listener =
        new BackgroundListener(
            search -> {
              begun.countDown();
              waitForTheEnd();
            },
            meters);
    for (int i = 0; i < 4; i++) {
      listener.searched(Events.search("e" + i, "lamp"));
    }
    begun.await();

    listener.close();

    Awaitility.await().until(() -> unheard() == 3);
  }

  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double unheard() {
    return meters.get("onesug.feedback.unheard").counter().count();
  }
}
