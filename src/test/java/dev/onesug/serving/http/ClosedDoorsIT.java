package dev.onesug.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The doors as they are where nothing is configured. */
@StartsService
@TestPropertySource(properties = "onesug.admin.token=")
@ExtendWith(OutputCaptureExtension.class)
class ClosedDoorsIT {
  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @Test
  void admin_noToken_writesAreRefusedAndReadsAreNot() {
    RawHttp management = new RawHttp(managementPort);

    Answer write = management.send("DELETE /actuator/health", new byte[0]);

    assertThat(write.status()).isEqualTo(403);
    assertThat(write.body()).contains("Start the service with ONESUG_ADMIN_TOKEN");
    assertThat(management.get("/actuator/users/ann").status()).isEqualTo(403);
    assertThat(management.get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void suggest_thisMachine_userIdCountsUnlessSomebodyForwardedIt() {
    RawHttp http = new RawHttp(port);
    http.postJson("{\"prefix\":\"a\",\"userId\":\"eve\",\"history\":[\"desk lamp\"]}");

    assertThat(http.get("/suggest?prefix=cl&userId=eve").body()).contains("after desk lamp");
    assertThat(http.get("/suggest?prefix=cl&userId=eve", "X-Forwarded-For: 127.0.0.1").body())
        .doesNotContain("desk lamp");
    assertThat(http.get("/suggest?prefix=cl", "X-User-Token: a.b.c").header("X-Onesug-User"))
        .isEqualTo("ignored; reason=no-key");
  }

  @Test
  void suggest_otherOrigin_isToldNothing() {
    Answer answer = new RawHttp(port).get("/suggest?prefix=a", "Origin: https://shop.example");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void everyAnswer_pagesErrorsAndManagement_securityHeaders() {
    RawHttp http = new RawHttp(port);
    for (Answer answer :
        new Answer[] {
          http.get("/"),
          http.get("/suggest?prefix=a"),
          http.get("/suggest"),
          http.get("/nothing"),
          http.get("/\u0001"),
          new RawHttp(managementPort).get("/actuator/health"),
          new RawHttp(managementPort).get("/actuator/nothing"),
        }) {
      SecurityHeaders.HEADERS.forEach(
          (name, value) -> assertThat(answer.header(name)).as(name).isEqualTo(value));
      assertThat(answer.header("Server")).isEmpty();
    }
    assertThat(http.get("/page.js").header("Cross-Origin-Resource-Policy"))
        .isEqualTo("cross-origin");
  }

  @Test
  void log_whateverIsSent_hasNoTextOfUsers(CapturedOutput output) {
    RawHttp http = new RawHttp(port);
    http.get("/suggest?prefix=xyzzy");
    http.get("/suggest?prefix=xyzzy%zz&userId=xyzzy");
    http.get("/suggest?prefix=xyzzy\u0001");
    http.get("/suggest?prefix=xyzzy", "X-User-Token: xyzzy", "Cookie: xyzzy=\u0001;=xyzzy");
    http.get("/suggest?prefix=xyzzy", "xyzzy\u0001: xyzzy", "Content-Length: xyzzy");
    http.get("/xyzzy");
    http.send("XYZZY /xyzzy", new byte[0]);
    http.postJson("{\"prefix\":\"xyzzy\",\"history\":\"xyzzy\"}");
    http.postJson("xyzzy");
    http.send("POST /suggest", "xyzzy".getBytes(UTF_8), "Content-Type: xyzzy/xyzzy");
    http.send("POST /suggest", "xyzzy".getBytes(UTF_8), "Content-Type: xyzzy");
    http.send("POST /suggest", "xyzzy".getBytes(UTF_8), "Transfer-Encoding: xyzzy");
    new RawHttp(managementPort).get("/actuator/xyzzy", "Host: xyzzy.example");

    assertThat(output.getAll()).doesNotContainIgnoringCase("xyzzy");
  }
}
