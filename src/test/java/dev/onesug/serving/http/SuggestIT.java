package dev.onesug.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@StartsService
class SuggestIT {
  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @Test
  void get_prefix_wholeAnswer() {
    Answer answer = http.get("/suggest?prefix=Red++sh&limit=2");

    assertThat(answer.body())
        .matches(
            "\\{\"requestId\":\"[0-9a-f]{16}\",\"prefix\":\"red sh\",\"suggestions\":\\["
                + "\\{\"text\":\"generated for red sh\",\"score\":-0.5,\"source\":\"generated\","
                + "\"highlight\":\\[\\{\"start\":14,\"end\":17},\\{\"start\":18,\"end\":20}]},"
                + "\\{\"text\":\"red shoes\",\"score\":null,\"source\":\"lexical\","
                + "\"highlight\":\\[\\{\"start\":0,\"end\":6}]}],"
                + "\"model\":\\{\"version\":\"blue\"},\"degraded\":null,\"tookMillis\":[0-9.E-]+}");
  }

  @Test
  void get_headers_versionTimingAndExperimentComeBack() {
    Answer answer =
        http.get(
            "/suggest?prefix=a",
            "X-Model-Version: red",
            "X-Experiment-Id: ranker-7",
            "X-Experiment-Variant: b");

    assertThat(answer.header("X-Model-Version")).isEqualTo("red");
    assertThat(answer.header("X-Experiment-Id")).isEqualTo("ranker-7");
    assertThat(answer.header("X-Experiment-Variant")).isEqualTo("b");
    assertThat(answer.header("Server-Timing"))
        .matches("normalise;dur=[0-9.]+, .*search;dur=.*, total;dur=[0-9.]+");
  }

  @Test
  void get_withoutUser_cachesMayKeepIt() {
    Answer first = http.get("/suggest?prefix=cache");
    Answer second = http.get("/suggest?prefix=cache", "If-None-Match: " + first.header("ETag"));

    assertThat(first.header("Cache-Control")).isEqualTo("max-age=60, public");
    assertThat(first.header("Vary")).contains("X-Model-Version");
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void get_withUser_cachesMustNotKeepIt() {
    Answer answer = http.get("/suggest?prefix=cache&userId=u1");

    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("ETag")).isEmpty();
  }

  @Test
  void post_historyWithUserId_isRememberedForTheNextGet() {
    http.postJson("{\"prefix\":\"a\",\"userId\":\"ann\",\"history\":[\"Desk  LAMP\"]}");

    assertThat(http.get("/suggest?prefix=sh&userId=ann").body())
        .contains("generated for sh after desk lamp");
    assertThat(http.get("/suggest?prefix=&userId=ann&limit=1").body())
        .contains("{\"text\":\"desk lamp\",\"score\":null,\"source\":\"recent\",\"highlight\":[]}");
  }

  @Test
  void post_experimentRefused_nothingIsRemembered() {
    byte[] body = "{\"prefix\":\"a\",\"userId\":\"eve\",\"history\":[\"mug\"]}".getBytes(UTF_8);
    Answer refused =
        http.send(
            "POST /suggest",
            body,
            "Content-Type: application/json",
            "X-Experiment-Id: " + "e".repeat(65));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(http.get("/suggest?prefix=sh&userId=eve").body())
        .contains("generated for sh")
        .doesNotContain("mug");
  }

  @Test
  void post_longHistory_theNewestTwentyCount() {
    String history =
        IntStream.range(0, 50)
            .mapToObj(i -> "\"query " + i + "\"")
            .collect(Collectors.joining(","));
    Answer answer =
        http.postJson("{\"prefix\":\"long\",\"explain\":true,\"history\":[" + history + "]}");

    assertThat(answer.body()).contains("\"query 19\"],\"encoderInput\"");
  }

  @Test
  void post_explain_tellsHowTheAnswerWasMade() {
    Answer answer = http.postJson("{\"prefix\":\"why\",\"explain\":true,\"history\":[\"x\"]}");

    assertThat(answer.body())
        .contains(
            "\"explain\":{\"cached\":false,\"knownPrefix\":true,\"semanticId\":[2,3,1],"
                + "\"related\":[{\"text\":\"red shoes\",\"origin\":\"semantic\"}],"
                + "\"history\":[\"x\"],\"encoderInput\":\"why after x\","
                + "\"candidates\":[{\"text\":\"generated for why after x\",\"score\":-0.5}],"
                + "\"stageMillis\":{\"normalise\":");
  }

  @Test
  void get_page_selfContained() {
    Answer page = http.get("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self'");
    assertThat(page.body()).contains("src=\"page.js\"").doesNotContain("http://", "https://");
  }

  @Test
  void get_searchBox_comesCompressedToWhomeverTakesThat() {
    assertThat(http.get("/onesug.js").header("Content-Encoding")).isEmpty();
    for (String file : List.of("/onesug.js", "/openapi.yaml", "/page.css")) {
      assertThat(http.get(file, "Accept-Encoding: gzip").header("Content-Encoding"))
          .as(file)
          .isEqualTo("gzip");
    }
  }

  @Test
  void health_damagedVersion_upAndNamesIt() {
    Answer health = new RawHttp(managementPort).get("/actuator/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body())
        .contains("\"default\":\"blue\"", "\"loaded\":[\"blue\",\"red\"]")
        .contains("\"refused\":{\"damaged\":\"seq2seq/model.safetensors: checksum differs\"}");
    assertThat(new RawHttp(managementPort).get("/actuator/health/readiness").status())
        .isEqualTo(200);
    assertThat(http.get("/actuator/health").status()).isEqualTo(404);
  }

  @Test
  void prometheus_afterRequests_hasStagesOutcomesAndBuckets() {
    http.get("/suggest?prefix=meters");

    assertThat(new RawHttp(managementPort).get("/actuator/prometheus").body())
        .contains("onesug_stage_seconds_count{stage=\"search\",version=\"blue\"}")
        .contains("onesug_requests_total{outcome=\"generated\"}")
        .containsPattern("http_server_requests_seconds_bucket\\{.*uri=\"/suggest\",le=\"0.05\"}")
        .contains("onesug_abandoned_total", "cache=\"onesug.answers\"");
  }
}
