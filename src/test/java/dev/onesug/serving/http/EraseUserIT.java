package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@StartsService
class EraseUserIT {
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
  void delete_knownUser_isForgotten() {
    http.postJson("{\"prefix\":\"a\",\"userId\":\"a/b é\",\"history\":[\"lamp\"]}");
    assertThat(http.get("/suggest?prefix=&userId=a%2Fb%20%C3%A9").body()).contains("lamp");

    Answer answer = erase("?userId=a%2Fb%20%C3%A9");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "\"userId\":\"a/b é\"", "\"erased\":\"history and profile\"", "\"kept\":\"events");
    assertThat(http.get("/suggest?prefix=&userId=a%2Fb%20%C3%A9").body()).doesNotContain("lamp");
  }

  @Test
  void delete_noUser_isRefused() {
    assertThat(erase("").status()).isEqualTo(400);
    assertThat(erase("?userId=").status()).isEqualTo(400);
    assertThat(erase("?userId=").body()).contains("userId:  (expected: 1 character or more)");
  }

  @Test
  void delete_publicPort_isNotThere() {
    assertThat(http.send("DELETE /actuator/users?userId=ann", new byte[0]).status()).isEqualTo(404);
  }

  @Test
  void health_saysWhereUsersAreKept() {
    assertThat(management.get("/actuator/health").body())
        .containsPattern("\"users\":\\{\"details\":\\{[^}]*\"store\":\"memory\"");
  }

  private Answer erase(String query) {
    return management.send(
        "DELETE /actuator/users" + query, new byte[0], StartsService.AUTHORIZATION);
  }
}
