package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.OneSugApplication;
import dev.onesug.model.bundle.TinyVersion;
import dev.onesug.serving.http.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service over model versions of random weights: every part is real but what it learned. */
@SpringBootTest(classes = OneSugApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class TinyVersionIT {
  @TempDir static Path models;

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("onesug.models", () -> models);
    // Random weights and a busy machine: what is tested is the answer, not its speed.
    registry.add("onesug.deadline", () -> "30s");
    registry.add("onesug.explain", () -> true);
    registry.add("management.server.port", () -> 0);
  }

  @BeforeAll
  static void writeVersions() throws IOException {
    TinyVersion.write(models, "older", 1);
    TinyVersion.write(models, "newer", 2);
    Path damaged = TinyVersion.write(models, "damaged", 3).resolve("seq2seq/model.safetensors");
    byte[] weights = Files.readAllBytes(damaged);
    weights[weights.length - 1] ^= 1;
    Files.write(damaged, weights);
  }

  @Test
  void get_prefix_generatesAllowedQueriesOnly() {
    Answer answer = http().get("/suggest?prefix=re&limit=16");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Model-Version")).isEqualTo("newer");
    assertThat(answer.body()).contains("\"source\":\"generated\"", "\"degraded\":null");
    assertThat(TinyVersion.QUERIES).allMatch(query -> answer.body().contains('"' + query + '"'));
    assertThat(answer.body().split("\"text\":", -1)).hasSize(TinyVersion.QUERIES.size() + 1);
  }

  @Test
  void get_otherVersion_otherScores() {
    String newer = http().get("/suggest?prefix=red").body();
    String older = http().get("/suggest?prefix=red", "X-Model-Version: older").body();

    assertThat(suggestions(older)).isNotEqualTo(suggestions(newer));
  }

  @Test
  void post_otherHistory_otherScores() {
    String plain = http().postJson("{\"prefix\":\"red\"}").body();
    String history = http().postJson("{\"prefix\":\"red\",\"history\":[\"sofa\"]}").body();

    assertThat(suggestions(history)).isNotEqualTo(suggestions(plain));
  }

  @Test
  void get_explain_namesWhatTheModelRead() {
    Answer known = http().get("/suggest?prefix=re&explain=true");
    Answer unseen = http().get("/suggest?prefix=phon&explain=true");

    assertThat(known.body())
        .contains("\"knownPrefix\":true")
        .containsPattern("\"semanticId\":\\[\\d+,\\d+,\\d+]")
        .contains("\"origin\":\"semantic\"");
    assertThat(unseen.body()).contains("\"knownPrefix\":false");
  }

  @Test
  void get_anyCharacters_200() {
    for (String typed : new String[] {"%F0%9F%91%9F", "%D7%A9", "%E6%89%8B", "%3Cb%3E", "%27--"}) {
      Answer answer = http().get("/suggest?prefix=" + typed);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).contains("\"degraded\":null");
    }
    assertThat(http().get("/suggest?prefix=" + "%E6%89%8B".repeat(128)).body())
        .contains("\"degraded\":null");
  }

  @Test
  void health_damagedFile_isNamedWithItsChecksum() {
    Answer health = new RawHttp(managementPort).get("/actuator/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body()).contains("\"loaded\":[\"newer\",\"older\"]");
    assertThat(health.body()).containsPattern("\"damaged\":\"[^\"]*model.safetensors[^\"]*SHA-256");
  }

  private RawHttp http() {
    return new RawHttp(port);
  }

  private static String suggestions(String body) {
    return body.substring(body.indexOf("\"suggestions\""), body.indexOf("\"model\""));
  }
}
