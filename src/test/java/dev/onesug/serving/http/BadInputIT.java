package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@StartsService
class BadInputIT {
  private static final String CHUNKED_POST =
      String.join(
          "\r\n",
          "POST /suggest HTTP/1.1",
          "Host: x",
          "Content-Type: application/json",
          "Transfer-Encoding: chunked",
          "Connection: close",
          "",
          "");

  private static final OpenApiDocument DOCUMENT = OpenApiDocument.load();

  @LocalServerPort int port;
  RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @Test
  void get_prefixMissing_400() {
    assertInvalid(http.get("/suggest?limit=3"), "prefix", "", "present; it may be empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%20", "%20%20%09", "%00%01"})
  void get_prefixEmptyOrBlank_200WithPopularQueries(String prefix) {
    Answer answer = http.get("/suggest?prefix=" + prefix + "&limit=2");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "\"suggestions\":[{\"text\":\"red shoes\",\"score\":null,\"source\":\"popular\",\"highlight\":[]},"
                + "{\"text\":\"red dress\",\"score\":null,\"source\":\"popular\",\"highlight\":[]}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "%F0%9F%91%9F|👟",
        "%D7%A9%D7%9C%D7%95%D7%9D|שלום",
        "%E6%89%8B%E6%9C%BA|手机",
        "%3Cscript%3Ealert(1)%3C/script%3E|<script>alert(1)</script>",
        "%27;%20DROP%20TABLE%20q;--|'; drop table q;--",
        "%22quoted%22|\\\"quoted\\\"",
        "<b>\"x\"</b>|<b>\\\"x\\\"</b>",
        "a%00b%07c|abc",
      })
  void get_anyCharacters_200AsText(String encoded, String normal) {
    Answer answer = http.get("/suggest?prefix=" + encoded);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.body()).contains("\"prefix\":\"" + normal + "\"");
  }

  @Test
  void get_128CodePoints_200() {
    assertThat(http.get("/suggest?prefix=" + "%F0%9F%91%9F".repeat(128)).status()).isEqualTo(200);
  }

  @Test
  void get_129CodePoints_400() {
    assertInvalid(
        http.get("/suggest?prefix=" + "a".repeat(129)),
        "prefix",
        "a".repeat(64) + "…",
        "at most 128 code points");
  }

  @Test
  void get_normalFormOver128CodePoints_400() {
    assertThat(http.get("/suggest?prefix=" + "%EF%B7%BA".repeat(100)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"%C3%28,%C3(", "a%FF,a%FF", "%ED%A0%80,%ED%A0%80", "%F5%80%80%80,%F5%80%80%80"})
  void get_notUtf8_400(String encoded, String shown) {
    assertInvalid(http.get("/suggest?prefix=" + encoded), "prefix", shown, "valid UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%zz", "100%"})
  void get_brokenEscape_400(String encoded) {
    assertInvalid(
        http.get("/suggest?prefix=" + encoded),
        "prefix",
        encoded,
        "two hexadecimal digits after every percent sign");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "17", "x", "1.5", "999999999999", "0x5"})
  void get_limitOutside_400(String limit) {
    assertInvalid(http.get("/suggest?prefix=a&limit=" + limit), "limit", limit, "1..16");
  }

  @Test
  void get_limitOutside_exactDocument() {
    assertThat(http.get("/suggest?prefix=a&limit=17").body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:invalid-input\",\"title\":\"Invalid input\","
                + "\"status\":400,\"detail\":\"limit: 17 (expected: 1..16)\","
                + "\"field\":\"limit\",\"value\":\"17\",\"rule\":\"1..16\"}");
  }

  @Test
  void get_otherFieldsBroken_400() {
    assertInvalid(http.get("/suggest?prefix=a&seq=-1"), "seq", "-1", "a whole number, 0 or above");
    assertInvalid(http.get("/suggest?prefix=a&explain=1"), "explain", "1", "true or false");
    assertInvalid(
        http.get("/suggest?prefix=a&userId=" + "u".repeat(129)),
        "userId",
        "u".repeat(64) + "…",
        "at most 128 code points");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "60001", "x", "1.5", "999999999999"})
  void get_deadlineOutside_400(String millis) {
    assertInvalid(
        http.get("/suggest?prefix=a&deadlineMillis=" + millis),
        "deadlineMillis",
        millis,
        "1..60000");
    assertInvalid(
        http.get("/suggest?prefix=a&deadlineMillis=20", "X-Deadline-Millis: " + millis),
        "X-Deadline-Millis",
        millis,
        "1..60000");
  }

  @Test
  void get_unknownParameter_200() {
    assertThat(http.get("/suggest?prefix=a&color=red&%C3%28=1&%=2").status()).isEqualTo(200);
  }

  @Test
  void get_unknownVersion_400ListsLoadedOnes() {
    Answer answer = http.get("/suggest?prefix=a", "X-Model-Version: green");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:unknown-version\",\"title\":\"Unknown model version\","
                + "\"status\":400,\"detail\":\"X-Model-Version: green (expected: one of blue, red)\","
                + "\"field\":\"X-Model-Version\",\"value\":\"green\",\"rule\":\"one of blue, red\","
                + "\"loaded\":[\"blue\",\"red\"]}");
  }

  @Test
  void get_experimentHeaderTooLong_400() {
    assertInvalid(
        http.get("/suggest?prefix=a", "X-Experiment-Id: " + "e".repeat(65)),
        "X-Experiment-Id",
        "e".repeat(64) + "…",
        "1..64 printable ASCII characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|prefix||present; it may be empty",
        "{\"prefix\":1}|prefix|1|a string",
        "{\"prefix\":[\"a\"]}|prefix|[\\\"a\\\"]|a string",
        "{\"prefix\":\"a\",\"limit\":\"3\"}|limit|\\\"3\\\"|a whole number",
        "{\"prefix\":\"a\",\"limit\":3.5}|limit|3.5|a whole number",
        "{\"prefix\":\"a\",\"limit\":0}|limit|0|1..16",
        "{\"prefix\":\"a\",\"deadlineMillis\":0}|deadlineMillis|0|1..60000",
        "{\"prefix\":\"a\",\"deadlineMillis\":\"x\"}|deadlineMillis|\\\"x\\\"|a whole number",
        "{\"prefix\":\"a\",\"history\":\"b\"}|history|\\\"b\\\"|an array of at most 50 strings",
        "{\"prefix\":\"a\",\"history\":[\"b\",2]}|history[1]|2|a string",
        "{\"prefix\":\"a\",\"inSession\":-1}|inSession|-1|0..0, the queries of history",
        "{\"prefix\":\"a\",\"history\":[\"b\"],\"inSession\":2}|inSession|2|0..1, the queries of history",
        "{\"prefix\":\"a\",\"history\":[\"b\"],\"inSession\":\"1\"}|inSession|\\\"1\\\"|a whole number",
        "{\"prefix\":\"a\",\"profile\":[]}|profile|[]|an object",
        "{\"prefix\":\"a\",\"profile\":{\"gender\":1}}|profile.gender|1|a string",
        "{\"prefix\":\"\\ud800\"}|prefix|\\\\uD800|no lone surrogates",
        "{\"prefix\":\"a\",\"history\":[\"\\udc00b\"]}|history[0]|\\\\uDC00b|no lone surrogates",
        "[]|body|[]|a JSON object",
        "null|body|null|a JSON object",
        "{\"prefix\":|body|{\\\"prefix\\\":|a JSON object",
        "{\"prefix\":\"a\"} x|body|{\\\"prefix\\\":\\\"a\\\"} x|a JSON object",
        "{\"prefix\":\"a\",\"prefix\":\"b\"}|body|{\\\"prefix\\\":\\\"a\\\",\\\"prefix\\\":\\\"b\\\"}|a JSON object",
      })
  void post_wrongShape_400(String json, String field, String value, String rule) {
    assertInvalid(http.postJson(json), field, value == null ? "" : value, rule);
  }

  /** U+FDFA is one character, and eighteen in normal form. */
  @Test
  void post_normalFormTooLong_400() {
    String shown = "\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064a\u0647";

    for (String member :
        List.of(
            "\"history\":[\"" + "\ufdfa".repeat(8) + "\"]",
            "\"profile\":{\"region\":\"" + "\ufdfa".repeat(4) + "\"}")) {
      Answer answer = http.postJson("{\"prefix\":\"a\"," + member + "}");

      assertThat(answer.status()).as(member).isEqualTo(400);
      assertThat(answer.body()).contains(shown);
    }
  }

  @Test
  void post_emptyBody_400() {
    assertInvalid(http.postJson(""), "body", "", "a JSON object");
  }

  @Test
  void post_notUtf8_400() {
    byte[] body = "{\"prefix\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertInvalid(http.postJson(body), "body", "{\\\"prefix\\\":\\\"%E9\\\"}", "valid UTF-8");
  }

  @Test
  void post_deeplyNested_400() {
    assertThat(http.postJson("[".repeat(30_000)).status()).isEqualTo(400);
    assertThat(http.postJson("{\"prefix\":" + "[".repeat(2000)).status()).isEqualTo(400);
  }

  @Test
  void post_unknownMember_200() {
    assertThat(http.postJson("{\"prefix\":\"a\",\"color\":{\"x\":[1]}}").status()).isEqualTo(200);
  }

  @Test
  void post_over64KiB_413() {
    Answer answer = http.postJson("{\"prefix\":\"" + "a".repeat(65_536) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:too-large\",\"title\":\"Content too large\","
                + "\"status\":413,\"detail\":\"body: 65549 bytes (expected: at most 65536 bytes)\","
                + "\"field\":\"body\",\"value\":\"65549 bytes\",\"rule\":\"at most 65536 bytes\"}");
  }

  @Test
  void post_chunkedOver64KiB_413() {
    String chunk = "a".repeat(4096);
    String chunks = ("1000\r\n" + chunk + "\r\n").repeat(17) + "0\r\n\r\n";
    String head = CHUNKED_POST;

    Answer answer = http.sendBytes((head + chunks).getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void post_brokenChunks_400() {
    String request = CHUNKED_POST + "zz\r\n";

    Answer answer = http.sendBytes(request.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "nonsense"
      })
  void post_otherContentType_415(String contentType) {
    byte[] body = "prefix=a".getBytes(StandardCharsets.UTF_8);

    Answer answer = http.send("POST /suggest", body, "Content-Type: " + contentType);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:unsupported-media-type\","
                + "\"title\":\"Unsupported media type\",\"status\":415,"
                + "\"detail\":\"Content-Type: "
                + contentType
                + " (expected: application/json)\",\"field\":\"Content-Type\",\"value\":\""
                + contentType
                + "\",\"rule\":\"application/json\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
  void otherMethod_405WithAllow(String method) {
    Answer answer = http.send(method + " /suggest?prefix=a", new byte[0]);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow").split(",\\s*")).containsExactlyInAnyOrder("GET", "POST");
    assertThat(answer.body())
        .startsWith(
            "{\"type\":\"urn:onesug:problem:method-not-allowed\","
                + "\"title\":\"Method not allowed\",\"status\":405,\"detail\":\"method: "
                + method)
        .contains("\"field\":\"method\",\"value\":\"" + method + "\",\"rule\":\"one of ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE /suggest", "BREW /suggest?prefix=a"})
  void strangeMethod_4xxProblem(String line) {
    assertProblem(http.send(line, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/error",
        "/suggest/",
        "/%C3%28",
        "/%",
        "/a%00b",
        "/..%2f..%2fetc",
        "/\u0001",
        "nopath"
      })
  void get_otherAddress_4xxProblem(String target) {
    assertProblem(http.get(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /suggest?prefix=\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /suggest?prefix=a HTTP/1.1\r\n\r\n",
        "GET /suggest?prefix=a HTTP/9.9\r\nHost: x\r\n\r\n",
        "NONSENSE\r\n\r\n",
        "GET /suggest?prefix=a b HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /suggest HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        "GET /suggest?prefix=a HTTP/1.1\r\nHost: x\r\nBad Header\u0000: x\r\nConnection: close\r\n\r\n",
      })
  void malformedRequest_neverServerError(String request) {
    Answer answer = http.sendBytes(request.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isLessThan(506).isNotIn(500, 502, 503, 504);
    assertThat(answer.body()).doesNotContain("<html", "Exception", "\tat ");
  }

  @Test
  void get_addressOrHeadersOver8KiB_4xxProblem() {
    for (Answer answer :
        List.of(
            http.get("/suggest?prefix=" + "a".repeat(9000)),
            http.get("/suggest?prefix=a", "X-Odd: " + "a".repeat(9000)),
            http.get("/suggest?prefix=a", "X-Odd: a\r\n".repeat(1000) + "X-Odd: a"))) {
      assertThat(answer.status()).isIn(400, 431);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      DOCUMENT.tellsOf("#/components/schemas/Problem", answer.body());
    }
  }

  /** A byte now and then is no silence; the body as a whole may take 5 s. */
  @Test
  void post_bodyByDrops_408() throws IOException {
    String head =
        "POST /suggest HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      Awaitility.await()
          .pollInterval(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                socket.getOutputStream().write(' ');
                return socket.getInputStream().available() > 0;
              });

      Answer answer = RawHttp.read(socket);
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.body())
          .isEqualTo(
              "{\"type\":\"urn:onesug:problem:request-timeout\",\"title\":\"Request timeout\","
                  + "\"status\":408,\"detail\":\"The body was not here after 5 s.\"}");
      DOCUMENT.tellsOf("POST", "/suggest", answer);
    }
  }

  @Test
  void get_randomBytes_neverServerError() {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[1 + random.nextInt(40)];
      random.nextBytes(bytes);
      StringBuilder encoded = new StringBuilder();
      for (byte b : bytes) {
        encoded.append(String.format("%%%02X", b));
      }
      assertThat(http.get("/suggest?prefix=" + encoded).status()).isIn(200, 400);
      assertThat(http.postJson(bytes).status()).isEqualTo(400);
    }
  }

  private static void assertInvalid(Answer answer, String field, String value, String rule) {
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
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
  }

  private static void assertProblem(Answer answer) {
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body()).startsWith("{\"type\":\"urn:onesug:problem:");
    assertThat(answer.body()).doesNotContain("Exception", "\tat ");
  }
}
