package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {
  private final PrintStream oldErr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(oldErr);
  }

  private void assertSays(String expected, String... arguments) {
    assertThat(CommandLine.run(arguments)).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains(expected);
    said.reset();
  }

  @Test
  void replay_valueOutsideItsBounds_saysTheRule() {
    assertSays("rate: 0.0 (expected: above 0, at most 100000)", "replay", "--rate", "0");
    assertSays("seconds: 0 (expected: 1..3600)", "replay", "--seconds", "0");
    assertSays("known: 1.5 (expected: 0..1)", "replay", "--known", "1.5");
    assertSays("connections: 0 (expected: 1..1024)", "replay", "--connections", "0");
    assertSays(
        "url: https://localhost (expected: http://HOST:PORT, without TLS)",
        "replay",
        "--url",
        "https://localhost");
  }

  @Test
  void replay_noService_saysWhere() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String url = "http://localhost:" + port;
    assertSays("url: " + url + ": Connection refused", "replay", "--url", url);
  }
}
