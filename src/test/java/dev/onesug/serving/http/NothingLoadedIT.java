package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.OneSugApplication;
import dev.onesug.serving.http.RawHttp.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service whose models folder is empty: it lives, is not ready, and says so. */
@SpringBootTest(classes = OneSugApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class NothingLoadedIT {
  @TempDir static Path models;

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("onesug.models", () -> models);
    registry.add("management.server.port", () -> 0);
  }

  @Test
  void get_prefix_503AndWhenToComeBack() {
    Answer answer = new RawHttp(port).get("/suggest?prefix=a");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    OpenApiDocument.load().tellsOf("GET", "/suggest", answer);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:not-ready\",\"title\":\"Not ready\",\"status\":503,"
                + "\"detail\":\"No model version is loaded and warm yet.\"}");
  }

  @Test
  void health_aliveButNotReady() {
    RawHttp management = new RawHttp(managementPort);

    assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(503);
  }
}
