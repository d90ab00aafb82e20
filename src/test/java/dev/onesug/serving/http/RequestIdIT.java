package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.onesug.serving.http.RawHttp.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

@StartsService
class RequestIdIT {
  @LocalServerPort int port;
  RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @Test
  void get_withoutId_answerAndHeaderBearTheSameNewOne() {
    Answer first = http.get("/suggest?prefix=a");
    Answer second = http.get("/suggest?prefix=a");

    assertThat(first.header("X-Request-Id")).matches("[0-9a-f]{16}");
    assertThat(first.body()).contains("\"requestId\":\"" + first.header("X-Request-Id") + '"');
    assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
  }

  @Test
  void get_withId_answerBearsIt() {
    Answer answer = http.get("/suggest?prefix=a", "X-Request-Id: Shop-7_b.42");

    assertThat(answer.header("X-Request-Id")).isEqualTo("Shop-7_b.42");
    assertThat(answer.body()).contains("\"requestId\":\"Shop-7_b.42\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a\tb", "<a>", "\u00e9", "${jndi:x}"})
  void get_idUnfitForALog_isReplaced(String id) {
    assertThat(http.get("/suggest?prefix=a", "X-Request-Id: " + id).header("X-Request-Id"))
        .matches("[0-9a-f]{16}");
  }

  @Test
  void get_idOver64Characters_isReplaced() {
    Answer answer = http.get("/suggest?prefix=a", "X-Request-Id: " + "a".repeat(65));

    assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/suggest", "/suggest?prefix=a&limit=99", "/nothing", "/error", "/page.js"})
  void get_anyAddress_headerBearsTheId(String target) {
    assertThat(http.get(target, "X-Request-Id: r1").header("X-Request-Id")).isEqualTo("r1");
  }

  @Test
  void otherMethodOrType_refusalBearsTheId() {
    byte[] body = {'x'};

    assertThat(http.send("DELETE /suggest", body, "X-Request-Id: r2").header("X-Request-Id"))
        .isEqualTo("r2");
    assertThat(http.send("POST /suggest", body, "X-Request-Id: r3").header("X-Request-Id"))
        .isEqualTo("r3");
  }

  @Test
  void get_logLines_bearTheId() {
    Logger logger = (Logger) LoggerFactory.getLogger(SuggestController.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.DEBUG);
    try {
      http.get("/suggest?prefix=a", "X-Request-Id: logged");
    } finally {
      logger.setLevel(null);
      logger.detachAppender(lines);
    }

    assertThat(lines.list)
        .isNotEmpty()
        .allMatch(line -> "logged".equals(line.getMDCPropertyMap().get("requestId")));
  }
}
