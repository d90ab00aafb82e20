package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.serving.FeedbackProperties;
import dev.onesug.serving.http.RawHttp.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** With settings of its own, so that what trends here trends in no other test. */
@StartsService
@TestPropertySource(properties = "onesug.feedback.trending.min-searchers=4")
class EventsIT {
  private static final String EVENT_RULE = "an event or an array of 1..100 events, JSON";

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  @Autowired FeedbackProperties properties;
  RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @Test
  void post_oneEvent_202AndItIsInASegment() {
    String id = UUID.randomUUID().toString();

    Answer answer = post(search(id, "c1", null, "Desk  Lamp"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(stored(id))
        .singleElement()
        .satisfies(e -> assertThat(e.userQuery()).isEqualTo("Desk  Lamp"));
  }

  @Test
  void post_allActions_202AndEachIsStored() {
    String id = UUID.randomUUID().toString();
    String rest =
        "\",\"client_id\":\"c1\",\"query_id\":\"q1\",\"user_query\":\"la\",\"event_attributes\":"
            + "{\"object\":{\"object_id\":\"lamp\"},\"position\":{\"ordinal\":1},\"shown\":[\"lamp\"]}}";
    String events =
        Stream.of("impression", "click", "search", "click_through", "purchase")
            .map(
                action ->
                    "{\"event_id\":\"" + action + id + "\",\"action_name\":\"" + action + rest)
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(post(events).body()).isEqualTo("{\"accepted\":5}");

    assertThat(stored(id))
        .extracting(event -> event.action().label())
        .containsExactly("impression", "click", "search", "item_click", "order");
  }

  @Test
  void post_amountOfAFloat_202AndItIsRounded() {
    String id = UUID.randomUUID().toString();
    String attributes =
        ",\"event_attributes\":{\"object\":{\"object_id\":\"lamp\"},\"amount\":13.049999999999999}}";
    String order =
        search(id, "c1", null, "lamp").replace("search", "order").replace("}", attributes);

    assertThat(post(order).status()).isEqualTo(202);
    assertThat(stored(id))
        .singleElement()
        .satisfies(event -> assertThat(event.attributes().amount()).isEqualByComparingTo("13.05"));
  }

  @Test
  void post_sameEventTwice_202AndItIsStoredOnce() {
    String id = UUID.randomUUID().toString();
    post(search(id, "c1", null, "lamp"));

    assertThat(post(search(id, "c1", null, "lamp")).body()).isEqualTo("{\"accepted\":1}");
    assertThat(stored(id)).hasSize(1);
  }

  @Test
  void post_timeAfterReceipt_isThatOfReceipt() {
    String id = UUID.randomUUID().toString();
    post(search(id, "c1", null, "lamp").replace("}", ",\"timestamp\":\"2099-01-01T00:00:00Z\"}"));

    assertThat(stored(id).get(0).timestamp())
        .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now());
  }

  @Test
  void post_searchOfAUser_historyFollowsWithinASecond() {
    String user = "user-" + UUID.randomUUID();
    String recent =
        "{\"text\":\"garden chair\",\"score\":null,\"source\":\"recent\",\"highlight\":[]}";
    String target = "/suggest?prefix=&limit=1&userId=" + user;
    assertThat(http.get(target).body()).doesNotContain("recent");

    Answer taken = post(search(UUID.randomUUID().toString(), "c1", user, "Garden Chair"));

    assertThat(taken.status()).isEqualTo(202);
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(1))
        .until(() -> http.get(target).body().contains(recent));
    assertThat(http.get("/suggest?prefix=sh&userId=" + user).body())
        .contains("generated for sh after garden chair");
  }

  @Test
  void post_clickOrImpressionOfAUser_isNoSearch() {
    String user = "user-" + UUID.randomUUID();
    String click =
        search(UUID.randomUUID().toString(), "c1", user, "ga")
            .replace("search", "click")
            .replace(
                "}",
                ",\"event_attributes\":{\"object\":{\"object_id\":\"garden chair\"},\"position\":{\"ordinal\":2}}}");
    post(click);
    post(search(UUID.randomUUID().toString(), "c1", user, "lamp"));

    String answer =
        Awaitility.await()
            .until(
                () -> http.get("/suggest?prefix=&limit=2&userId=" + user).body(),
                body -> body.contains("recent"));
    assertThat(answer).contains("\"text\":\"lamp\"").doesNotContain("\"text\":\"ga");
  }

  @Test
  void get_afterSearchesOfMany_emptyPrefixShowsWhatTrends() {
    String events =
        IntStream.range(0, 4)
            .mapToObj(
                i -> search(UUID.randomUUID().toString(), "browser " + i, null, "Phone  charger"))
            .collect(Collectors.joining(",", "[", "]"));
    post(events);
    post(
        events
            .replace("Phone  charger", "not in the index")
            .replace("\"event_id\":\"", "\"event_id\":\"x"));

    Answer answer =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> http.get("/suggest?prefix=&limit=2"), got -> got.body().contains("trending"));

    assertThat(answer.body())
        .contains(
            "\"suggestions\":[{\"text\":\"phone charger\",\"score\":null,\"source\":\"trending\",\"highlight\":[]},"
                + "{\"text\":\"red shoes\",\"score\":null,\"source\":\"popular\",\"highlight\":[]}]");
    assertThat(answer.header("Cache-Control")).isEqualTo("max-age=45, public");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|action_name||one of impression, click, search, item_click, order",
        "{\"action_name\":\"view\"}|action_name|view|one of impression, click, search, item_click, order",
        "{\"action_name\":\"search\"}|event_id||1..64 code points",
        "[{\"action_name\":\"search\",\"event_id\":7}]|[0].event_id|7|a string",
        "[{\"action_name\":\"order\",\"event_attributes\":[]}]|[0].event_attributes|[]|an object",
        "[1]|[0]|1|a JSON object",
        "[]|body|0 events|" + EVENT_RULE,
        "7|body|7|" + EVENT_RULE,
        "{\"a\":|body|{\\\"a\\\":|" + EVENT_RULE,
        "{} {}|body|{} {}|" + EVENT_RULE,
        "{\"a\":1,\"a\":2}|body|{\\\"a\\\":1,\\\"a\\\":2}|" + EVENT_RULE,
      })
  void post_brokenRule_400(String json, String field, String value, String rule) {
    assertInvalid(post(json), field, value == null ? "" : value, rule);
  }

  @Test
  void post_emptyBody_400() {
    assertInvalid(post(""), "body", "", EVENT_RULE);
  }

  @Test
  void post_moreThanHundred_400() {
    String events = "[" + "{},".repeat(100) + "{}]";

    assertInvalid(post(events), "body", "101 events", EVENT_RULE);
  }

  @Test
  void post_oneOfABatchIsWrong_400AndNothingIsStored() {
    String id = UUID.randomUUID().toString();

    Answer answer =
        post("[" + search(id, "c1", null, "lamp") + "," + search("e", "", null, "lamp") + "]");

    assertInvalid(answer, "[1].client_id", "", "1..128 code points");
    assertThat(stored(id)).isEmpty();
  }

  @Test
  void post_over64KiB_413() {
    assertThat(post("\"" + "a".repeat(65_536) + "\"").status()).isEqualTo(413);
  }

  @Test
  void post_notUtf8_400() {
    Answer answer =
        http.send(
            "POST /events", new byte[] {'"', (byte) 0xE9, '"'}, "Content-Type: application/json");

    assertInvalid(answer, "body", "\\\"%E9\\\"", "valid UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE"})
  void otherMethod_405(String method) {
    assertThat(http.send(method + " /events", new byte[0]).status()).isEqualTo(405);
  }

  @Test
  void post_otherContentType_415() {
    assertThat(
            http.send("POST /events", new byte[] {'{', '}'}, "Content-Type: text/plain").status())
        .isEqualTo(415);
  }

  @Test
  void post_randomBytes_neverServerError() {
    Random random = new Random(7);
    byte[] valid = search("random", "c1", null, "lamp").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = valid.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(http.send("POST /events", bytes, "Content-Type: application/json").status())
          .isIn(202, 400);
    }
  }

  @Test
  void prometheus_afterEvents_countsThemByActionAndOutcome() {
    post(search(UUID.randomUUID().toString(), "c1", null, "lamp"));
    post("{}");

    assertThat(new RawHttp(managementPort).get("/actuator/prometheus").body())
        .contains("onesug_feedback_events_total{action=\"search\",outcome=\"accepted\"}")
        .contains("onesug_feedback_events_total{action=\"unknown\",outcome=\"invalid\"}")
        .contains("onesug_feedback_written_bytes_total", "onesug_feedback_stored_bytes")
        .contains("onesug_feedback_fsync_failures_total", "onesug_feedback_segment_age_seconds");
  }

  private Answer post(String json) {
    return http.send(
        "POST /events", json.getBytes(StandardCharsets.UTF_8), "Content-Type: application/json");
  }

  private static String search(String id, String client, String user, String query) {
    return "{\"event_id\":\""
        + id
        + "\",\"action_name\":\"search\",\"client_id\":\""
        + client
        + "\","
        + (user == null ? "" : "\"user_id\":\"" + user + "\",")
        + "\"query_id\":\"q1\",\"user_query\":\""
        + query
        + "\"}";
  }

  /** The stored events whose id has a text in it. */
  private List<FeedbackEvent> stored(String id) {
    try (Stream<Path> segments = Files.list(properties.folder())) {
      return segments
          .sorted()
          .flatMap(EventsIT::lines)
          .map(FeedbackJson::parse)
          .filter(event -> event.eventId().contains(id))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path segment) {
    try {
      return Files.readAllLines(segment).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertInvalid(Answer answer, String field, String value, String rule) {
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:invalid-input\",\"title\":\"Invalid input\","
                + "\"status\":400,\"detail\":\""
                + (field + ": " + value + " (expected: " + rule + ")")
                + "\",\"field\":\""
                + field
                + "\",\"value\":\""
                + value
                + "\",\"rule\":\""
                + rule
                + "\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }
}
