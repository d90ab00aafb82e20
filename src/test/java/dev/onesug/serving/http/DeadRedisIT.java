package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Users are in a Redis where nothing listens. */
@StartsService
@TestPropertySource(properties = {"onesug.users.store=redis", "spring.data.redis.port=1"})
@ExtendWith(OutputCaptureExtension.class)
class DeadRedisIT {
  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  RawHttp http;
  RawHttp management;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
    management = new RawHttp(managementPort);
  }

  @Test
  void suggest_answersWithoutTheUser() {
    for (int i = 0; i < 20; i++) {
      http.postJson("{\"prefix\":\"a\",\"userId\":\"ann\",\"history\":[\"lamp\"]}");
      assertThat(http.get("/suggest?prefix=sh&userId=ann").body())
          .contains("\"generated for sh\"", "\"degraded\":null");
    }
    assertThat(management.get("/actuator/prometheus").body())
        .containsPattern(
            "onesug_users_failures_total\\{cause=\"paused\",operation=\"find\"} [1-9]");
  }

  @Test
  void log_whateverFails_hasNoTextOfUsers(CapturedOutput output) {
    http.postJson("{\"prefix\":\"xyzzy\",\"userId\":\"xyzzy\",\"history\":[\"xyzzy\"]}");
    http.get("/suggest?prefix=xyzzy&userId=xyzzy");
    management.send(
        "DELETE /actuator/users?userId=xyzzy", new byte[0], StartsService.AUTHORIZATION);

    assertThat(output.getAll()).doesNotContain("xyzzy");
  }

  @Test
  void health_readyAndSaysThatRedisIsNot() {
    assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(management.get("/actuator/health").status()).isEqualTo(200);
    assertThat(management.get("/actuator/health").body())
        .contains("\"reachable\":false", "\"store\":\"redis\"");
  }

  @Test
  void erase_tellsThatItIsNotDone() {
    RawHttp.Answer answer =
        management.send(
            "DELETE /actuator/users?userId=ann", new byte[0], StartsService.AUTHORIZATION);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("{\"detail\":\"Redis was not reached; the user may still be there\"}");
  }
}
