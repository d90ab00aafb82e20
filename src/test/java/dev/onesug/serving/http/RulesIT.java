package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@StartsService
class RulesIT {
  @TempDir static Path folder;

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), "rules: []\n");
    registry.add("onesug.rules.file", () -> file);
  }

  @AfterEach
  void noRules() {
    assertThat(post("/actuator/rules", "").status()).isEqualTo(200);
  }

  @Test
  void file_changed_isObeyedAndNamed() throws IOException {
    Files.writeString(
        folder.resolve("rules.yaml"), "rules: [{id: no-red-shoes, block: {queries: [red shoes]}}]");

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !new RawHttp(port).get("/suggest?prefix=red").body().contains("red shoes"));
    assertThat(new RawHttp(port).get("/suggest?prefix=red&explain=true").body())
        .contains("\"rules\":[\"no-red-shoes\"]");
  }

  @Test
  void file_broken_healthNamesTheRule() throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), "rules: [{id: a, blok: {}}]");

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> management("/actuator/health").body().contains("rules[0].blok: unknown key"));
    assertThat(management("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(management("/actuator/prometheus").body()).contains("onesug_rules_refused 1.0");
  }

  @Test
  void post_document_isInForceAtOnceAndRead() {
    String document = "rules: [{id: pin, pin: {texts: [gift card], prefixes: [gi]}}]";

    Answer answer = post("/actuator/rules", document);

    assertThat(answer.body())
        .contains("\"persisted\":true", "\"error\":null")
        .contains(
            "\"rules\":[{\"id\":\"pin\",\"pin\":{\"texts\":[\"gift card\"],\"prefixes\":[\"gi\"]}}]");
    assertThat(management("/actuator/rules").body()).isEqualTo(answer.body());
    assertThat(new RawHttp(port).get("/suggest?prefix=gi&limit=1").body())
        .contains(
            "\"suggestions\":[{\"text\":\"gift card\",\"score\":null,\"source\":\"pinned\","
                + "\"highlight\":[{\"start\":0,\"end\":2}]}]");
  }

  @Test
  void post_brokenDocument_problemNamesItAndNothingChanges() {
    Answer answer = post("/actuator/rules", "rules: [{id: a, boost: {factor: 0, words: [x]}}]");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:invalid-input\",\"title\":\"Invalid input\","
                + "\"status\":400,"
                + "\"detail\":\"rules[0].boost.factor: 0 (expected: 0.001..1000)\","
                + "\"field\":\"rules[0].boost.factor\",\"value\":\"0\",\"rule\":\"0.001..1000\"}");
    assertThat(management("/actuator/rules").body()).contains("\"rules\":[]");
  }

  @Test
  void post_dryRun_showsWhatChangesAndChangesNothing() {
    String document = "rules: [{id: no, block: {queries: [red shoes]}}]";

    Answer answer = post("/actuator/rules/dryrun?prefix=red&prefix=pho&limit=2", document);

    assertThat(answer.body())
        .contains(
            "\"compared\":2,\"notCompared\":0,\"changed\":1,\"changes\":[{\"prefix\":\"red\","
                + "\"before\":[\"generated for red\",\"red shoes\"],"
                + "\"after\":[\"generated for red\",\"red dress\"],\"rules\":[\"no\"]}]");
    assertThat(new RawHttp(port).get("/suggest?prefix=red").body()).contains("red shoes");
  }

  @Test
  void post_dryRunWithBadParameters_problem() {
    assertThat(post("/actuator/rules/dryrun?limit=99", "").body())
        .contains("\"detail\":\"limit: 99 (expected: 1..16)\"");
    assertThat(post("/actuator/rules/dryrun?at=noon", "").status()).isEqualTo(400);
    assertThat(post("/actuator/rules/dryrun?version=v9", "").body())
        .contains("\"loaded\":[\"blue\",\"red\"]");
  }

  @Test
  void publicPort_knowsNothingOfIt() {
    assertThat(new RawHttp(port).get("/actuator/rules").status()).isEqualTo(404);
  }

  private Answer management(String target) {
    return new RawHttp(managementPort).get(target);
  }

  private Answer post(String target, String document) {
    return new RawHttp(managementPort)
        .send(
            "POST " + target,
            document.getBytes(StandardCharsets.UTF_8),
            StartsService.AUTHORIZATION);
  }
}
