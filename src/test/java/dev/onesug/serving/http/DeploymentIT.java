package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import dev.onesug.serving.versions.Deployment;
import dev.onesug.serving.versions.ModelVersions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Versions come, go and change places over the management port while the service answers. */
@StartsService
@DirtiesContext
class DeploymentIT {
  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  @Autowired ModelVersions versions;
  RawHttp http;
  RawHttp management;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
    management = new RawHttp(managementPort);
  }

  @AfterEach
  void asItWas() {
    if (!versions.names().contains("red")) {
      post("versions/red", "{\"action\":\"load\"}");
    }
    versions.deploy(Deployment.NEWEST);
  }

  @Test
  void activate_thenRollBack_changesWhoAnswers() {
    assertThat(answering("/suggest?prefix=a")).isEqualTo("blue");

    assertThat(post("deployment", "{\"activate\":\"red\"}").status()).isEqualTo(200);
    assertThat(answering("/suggest?prefix=a")).isEqualTo("red");
    assertThat(management.get("/actuator/deployment").body())
        .startsWith("{\"current\":{\"defaultVersion\":\"red\"}")
        .contains("\"earlier\":[{\"defaultVersion\":\"blue\"}]", "\"survivesRestart\":true");

    assertThat(post("deployment", "{\"rollBack\":true}").status()).isEqualTo(200);
    assertThat(answering("/suggest?prefix=a")).isEqualTo("blue");
  }

  @Test
  void split_halfOfTheUsers_eachStaysWithOne() {
    post("deployment", "{\"split\":\"red=0.5\",\"aliases\":\"stable=blue\"}");

    int red = 0;
    for (int i = 0; i < 200; i++) {
      String version = answering("/suggest?prefix=a&userId=u" + i);
      assertThat(answering("/suggest?prefix=b&userId=u" + i)).isEqualTo(version);
      red += version.equals("red") ? 1 : 0;
    }
    assertThat(red).isBetween(70, 130);
    assertThat(answering("/suggest?prefix=a", "X-Model-Version: stable")).isEqualTo("blue");
  }

  @Test
  void retire_pinnedVersion_successorAnswersAndSaysSo() {
    assertThat(post("versions/red", "{\"action\":\"retire\"}").body())
        .contains("\"retired\":{\"red\":\"blue\"}");

    Answer pinned = http.get("/suggest?prefix=a", "X-Model-Version: red");
    assertThat(pinned.status()).isEqualTo(200);
    assertThat(pinned.header("X-Model-Version")).isEqualTo("blue");
    assertThat(pinned.body()).contains("\"model\":{\"version\":\"blue\",\"requested\":\"red\"}");

    assertThat(post("versions/red", "{\"action\":\"load\"}").status()).isEqualTo(200);
    assertThat(answering("/suggest?prefix=a", "X-Model-Version: red")).isEqualTo("red");
  }

  @Test
  void change_wrong_saysWhyAndChangesNothing() {
    assertNothingChanged(
        post("deployment", "{\"activate\":\"v9\"}"), "version: v9 (expected: one of blue, red)");
    assertNothingChanged(
        post("deployment", "{\"split\":\"red=half\"}"), "split.red: half (expected: a number)");
    assertNothingChanged(
        post("deployment", "{\"split\":\"red=1.5\"}"),
        "split.red: 1.5 (expected: above 0, at most 1)");
    assertNothingChanged(
        post("deployment", "{\"aliases\":\"stable\"}"),
        "aliases: stable (expected: name=value,name=value, each name once)");
    assertNothingChanged(
        post("versions/blue", "{\"action\":\"retire\"}"),
        "version: blue (expected: one that the deployment does not name)");
    assertNothingChanged(
        post("versions/damaged", "{\"action\":\"load\"}"),
        "seq2seq/model.safetensors: checksum differs");
    assertNothingChanged(
        post("versions/red", "{\"action\":\"polish\"}"),
        "action: polish (expected: load or retire)");
    assertThat(answering("/suggest?prefix=a")).isEqualTo("blue");
  }

  @Test
  void change_withoutToken_isRefused() {
    Answer answer =
        management.send(
            "POST /actuator/deployment",
            "{\"activate\":\"red\"}".getBytes(StandardCharsets.UTF_8),
            "Content-Type: application/json");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answering("/suggest?prefix=a")).isEqualTo("blue");
  }

  private static void assertNothingChanged(Answer answer, String detail) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"title\":\"Nothing was changed\"", "\"detail\":\"" + detail + "\"");
  }

  private String answering(String target, String... headers) {
    return http.get(target, headers).header("X-Model-Version");
  }

  private Answer post(String endpoint, String json) {
    return management.send(
        "POST /actuator/" + endpoint,
        json.getBytes(StandardCharsets.UTF_8),
        "Content-Type: application/json",
        StartsService.AUTHORIZATION);
  }
}
