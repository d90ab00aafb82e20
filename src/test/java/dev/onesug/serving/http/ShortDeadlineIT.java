package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import dev.onesug.serving.versions.ModelVersions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The service's own deadline is far shorter than its model's work. */
@StartsService
@TestPropertySource(properties = "onesug.deadline=100ms")
class ShortDeadlineIT {
  @LocalServerPort int port;
  @Autowired ModelVersions versions;

  @Test
  void get_longerDeadlineWished_theServicesOwnHolds() {
    CountDownLatch answered = new CountDownLatch(1);
    ServiceWithFakeModels.model(versions, "blue")
        .searching(
            input -> {
              await(answered);
              return List.of();
            });

    Answer answer =
        new RawHttp(port)
            .get("/suggest?prefix=late&deadlineMillis=60000", "X-Deadline-Millis: 60000");
    answered.countDown();

    assertThat(answer.body()).contains("\"degraded\":\"deadline\"");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
