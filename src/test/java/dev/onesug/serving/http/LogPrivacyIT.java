package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What users type, and who they are, stays out of the log. */
@StartsService
@ExtendWith(OutputCaptureExtension.class)
class LogPrivacyIT {
  /** A word that nobody writes but this test. */
  private static final String SECRET = "zyxmarker";

  private static final List<String> RAW =
      List.of(
          "GET /suggest?prefix=" + SECRET + "\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /suggest?prefix=" + SECRET + " b HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /suggest?prefix=" + SECRET + " HTTP/9.9\r\nHost: x\r\n\r\n",
          SECRET + "\r\n\r\n",
          SECRET + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: x\r\n" + SECRET + "\u0000: x\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: " + SECRET + "{}\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: x\r\nContent-Length: " + SECRET + "\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
              + SECRET
              + "\r\nConnection: close\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: a=\""
              + SECRET
              + "\u0001\r\n\r\n");

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @Test
  void suggest_goodAndBadInput_noneOfItIsLogged(CapturedOutput output) {
    RawHttp http = new RawHttp(port);
    for (String target :
        List.of(
            "/suggest?prefix=" + SECRET,
            "/suggest?prefix=a&userId=" + SECRET,
            "/suggest?prefix=a&clientId=" + SECRET + "&seq=1",
            "/suggest?prefix=a&limit=" + SECRET,
            "/suggest?prefix=" + SECRET + "%C3%28",
            "/suggest?prefix=" + SECRET + "%zz",
            "/suggest?prefix=" + SECRET.repeat(40),
            "/suggest?" + SECRET + "=%C3%28",
            "/" + SECRET,
            "/" + SECRET + "/..;/%2e%2e/x",
            "/error?x=" + SECRET)) {
      http.get(target);
      http.get(target, "X-Model-Version: " + SECRET);
      http.get(target, "X-Experiment-Id: " + SECRET, "X-Experiment-Variant: " + SECRET + "\u00e9");
      http.get(target, "Accept: " + SECRET, "Accept-Language: " + SECRET, "Origin: " + SECRET);
      http.send("DELETE " + target, new byte[0]);
      new RawHttp(managementPort).get(target);
    }

    assertSilent(output);
  }

  @Test
  void post_goodAndBadBodies_noneOfItIsLogged(CapturedOutput output) {
    RawHttp http = new RawHttp(port);
    for (String body :
        List.of(
            "{\"prefix\":\"" + SECRET + "\",\"history\":[\"" + SECRET + "\"]}",
            "{\"prefix\":\"a\",\"profile\":{\"gender\":\"" + SECRET + "\"}}",
            "{\"prefix\":\"a\",\"history\":\"" + SECRET + "\"}",
            "{\"" + SECRET + "\":",
            SECRET,
            "[\"" + SECRET + "\"]")) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      for (String path : List.of("/suggest", "/events")) {
        http.send("POST " + path, bytes, "Content-Type: application/json");
        http.send("POST " + path, bytes, "Content-Type: " + SECRET);
        http.send("POST " + path, bytes, "Content-Type: application/" + SECRET);
      }
    }

    assertSilent(output);
  }

  @Test
  void malformedRequests_noneOfItIsLogged(CapturedOutput output) {
    RAW.forEach(request -> new RawHttp(port).sendBytes(request.getBytes(StandardCharsets.UTF_8)));

    assertSilent(output);
  }

  /**
   * Tomcat writes the first of a kind at this level and the rest below: a late test would miss it.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.coyote.http11.Http11Processor",
        "org.apache.tomcat.util.http.Parameters",
        "org.apache.tomcat.util.http.parser.Cookie"
      })
  void loggersThatQuoteRequests_info_off(String logger) {
    assertThat(LoggerFactory.getLogger(logger).isInfoEnabled()).isFalse();
  }

  private static void assertSilent(CapturedOutput output) {
    assertThat(output.getAll()).doesNotContain(SECRET);
  }
}
