package dev.onesug.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * The model works on one keystroke, as long as the test likes; one more may wait for it, and three
 * may be answered at once. The service's own deadline is longer than this client waits.
 */
@StartsService
@TestPropertySource(
    properties = {
      "onesug.threads=1",
      "onesug.queue=1",
      "onesug.adaptive-limit=false",
      "onesug.crowd=3",
      "onesug.cache.entries=0",
      "onesug.cache.prepared=0",
    })
class BusyModelIT {
  private static final OpenApiDocument DOCUMENT = OpenApiDocument.load();
  private static final String GENERATED = "\"source\":\"generated\"";

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  @Autowired ModelVersions versions;
  @Autowired MeterRegistry registry;
  private final ExecutorService browsers = Executors.newCachedThreadPool();
  private final CountDownLatch leisure = new CountDownLatch(1);
  private RawHttp http;
  private CompletableFuture<Answer> workedOn;

  @BeforeEach
  void keepBusy() {
    http = new RawHttp(port);
    ServiceWithFakeModels.model(versions, "blue").searching(this::whenThereIsLeisure);
    workedOn = ask("/suggest?prefix=first");
    awaitGauges(1, 0);
  }

  @AfterEach
  void letGo() {
    leisure.countDown();
    workedOn.join();
    awaitGauges(0, 0);
    browsers.shutdown();
  }

  // How long a request waits

  @ParameterizedTest
  @CsvSource({"20,", ",20", "20,60000", "60000,20"})
  void get_deadlineByHeaderOrParameter_theShorterCounts(String header, String parameter) {
    String target =
        "/suggest?prefix=re" + (parameter == null ? "" : "&deadlineMillis=" + parameter);

    Answer answer =
        header == null ? http.get(target) : http.get(target, "X-Deadline-Millis: " + header);

    assertLate(answer);
  }

  @ParameterizedTest
  @CsvSource({"20,", ",20", "20,60000", "60000,20"})
  void post_deadlineByHeaderOrMember_theShorterCounts(String header, String member) {
    byte[] body =
        ("{\"prefix\":\"re\"" + (member == null ? "" : ",\"deadlineMillis\":" + member) + "}")
            .getBytes(UTF_8);
    String type = "Content-Type: application/json";

    Answer answer =
        header == null
            ? http.send("POST /suggest", body, type)
            : http.send("POST /suggest", body, type, "X-Deadline-Millis: " + header);

    assertLate(answer);
  }

  // Which keystrokes get the model

  @Test
  void get_newerKeystrokeOfTheClient_takesTheOlderOutOfTheQueue() {
    CompletableFuture<Answer> older = ask("/suggest?prefix=re&clientId=box&seq=1");
    awaitGauges(2, 1);
    CompletableFuture<Answer> newer = ask("/suggest?prefix=red&clientId=box&seq=2");

    assertThat(older.join().body())
        .contains("\"degraded\":\"superseded\"", "red shoes")
        .doesNotContain(GENERATED);
    awaitGauges(2, 1);
    assertThat(http.get("/suggest?prefix=r&clientId=box&seq=1").body())
        .contains("\"degraded\":\"superseded\"");

    leisure.countDown();
    assertThat(newer.join().body()).contains(GENERATED, "\"degraded\":null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clientId=other&seq=2", "clientId=box", "seq=2"})
  void get_keystrokeOfAnotherClientOrOfNone_takesNoPlace(String turn) {
    CompletableFuture<Answer> waits = ask("/suggest?prefix=re&clientId=box&seq=1");
    awaitGauges(2, 1);

    assertThat(http.get("/suggest?prefix=re&" + turn).body()).contains("\"degraded\":\"overload\"");

    leisure.countDown();
    assertThat(waits.join().body()).contains(GENERATED, "\"degraded\":null");
  }

  @Test
  void get_moreAndMore_generatedThenPopularThenRefused() throws IOException {
    CompletableFuture<Answer> waits = ask("/suggest?prefix=second");
    awaitGauges(2, 1);

    Answer popular = http.get("/suggest?prefix=red");
    assertThat(popular.status()).isEqualTo(200);
    assertThat(popular.body())
        .contains("\"degraded\":\"overload\"", "red shoes")
        .doesNotContain(GENERATED);
    assertThat(popular.header("Cache-Control")).isEqualTo("no-store");

    // One that asks may be in the third place before the one that is to stay there.
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              try (SlowPost third = new SlowPost(port, "{\"prefix\":\"red\"}")) {
                Awaitility.await()
                    .atMost(1, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertRefused(http.get("/suggest?prefix=red")));
                assertThat(third.end().body()).contains("\"degraded\":\"overload\"");
              }
            });

    leisure.countDown();
    assertThat(workedOn.join().body()).contains(GENERATED, "\"degraded\":null");
    assertThat(waits.join().body()).contains(GENERATED, "\"degraded\":null");
  }

  private void assertRefused(Answer refused) {
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:too-many-requests\",\"title\":\"Too many requests\","
                + "\"status\":429,\"detail\":\"The service answers as many keystrokes as it"
                + " can.\"}");
    DOCUMENT.tellsOf("GET", "/suggest", refused);
    assertThat(new RawHttp(managementPort).get("/actuator/prometheus").body())
        .contains("onesug_refused_total{path=\"/suggest\",reason=\"overload\"}");
  }

  private static void assertLate(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"degraded\":\"deadline\"", "red shoes")
        .doesNotContain(GENERATED);
  }

  /** One whose last byte comes when the test likes. */
  private static final class SlowPost implements AutoCloseable {
    private final Socket socket;
    private final byte[] body;

    SlowPost(int port, String json) throws IOException {
      socket = new Socket("localhost", port);
      body = json.getBytes(UTF_8);
      String head =
          "POST /suggest HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                  .formatted(body.length);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(body, 0, body.length - 1);
    }

    Answer end() throws IOException {
      socket.getOutputStream().write(body, body.length - 1, 1);
      return RawHttp.read(socket);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private CompletableFuture<Answer> ask(String target) {
    return CompletableFuture.supplyAsync(() -> new RawHttp(port).get(target), browsers);
  }

  private void awaitGauges(double inFlight, double waiting) {
    Awaitility.await()
        .until(
            () ->
                registry.get("onesug.in_flight").gauge().value() == inFlight
                    && registry.get("onesug.queue").gauge().value() == waiting);
  }

  private List<GeneratedQuery> whenThereIsLeisure(int[] input) {
    try {
      assertThat(leisure.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of(new GeneratedQuery("generated", -0.5));
  }
}
