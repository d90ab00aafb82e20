package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.OneSugApplication;
import dev.onesug.model.bundle.TinyVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command against the whole service over a model version of random weights. */
@SpringBootTest(classes = OneSugApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ReplayCommandIT {
  @TempDir static Path models;
  @TempDir Path temp;

  @LocalServerPort int port;

  private final PrintStream oldOut = System.out;
  private final PrintStream oldErr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("onesug.models", () -> models);
    // Random weights and a busy machine: what is tested is the counting, not the speed.
    registry.add("onesug.deadline", () -> "30s");
    registry.add("management.server.port", () -> 0);
  }

  @BeforeAll
  static void writeVersion() throws IOException {
    TinyVersion.write(models, "tiny", 1);
  }

  @BeforeEach
  void listen() {
    PrintStream listener = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(listener);
    System.setErr(listener);
  }

  @AfterEach
  void restore() {
    System.setOut(oldOut);
    System.setErr(oldErr);
  }

  private JsonNode replay(String... more) throws IOException {
    Path queries = temp.resolve("queries.txt");
    Files.write(queries, List.of("red shoes\t5", "red sofa", "phone"));
    Path out = temp.resolve("replay.json");
    String[] arguments = {
      "replay",
      "--url=http://localhost:" + port,
      "--queries=" + queries,
      "--rate=30",
      "--seconds=1",
      "--warm-up=1",
      "--connections=4",
      "--out=" + out
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    assertThat(CommandLine.run(all)).as(said.toString(StandardCharsets.UTF_8)).isZero();
    return JsonMapper.builder().build().readTree(Files.readAllBytes(out));
  }

  @Test
  void replay_keystrokes_everyOneIsAnsweredAndTimed() throws IOException {
    JsonNode report = replay("--known=0");

    int due = report.path("due").asInt();
    assertThat(due).isPositive();
    assertThat(report.path("version").asString()).isEqualTo("tiny");
    assertThat(report.path("statuses").path("200").asInt()).isEqualTo(due);
    assertThat(report.path("latency").path("count").asInt()).isEqualTo(due);
    assertThat(report.path("latencyByOutcome").has("cached")).isTrue();
    assertThat(report.path("failures").isEmpty()).isTrue();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("p95", "HTTP, both ends", "load generator: ", "--rate=30");
  }

  @Test
  void replay_independent_everyOneIsGenerated() throws IOException {
    JsonNode report = replay("--independent");

    assertThat(report.path("latencyByOutcome").path("generated").path("count").asInt())
        .isPositive()
        .isEqualTo(report.path("due").asInt());
    assertThat(report.path("stages").findValuesAsString("stage"))
        .startsWith("normalise", "context", "cache", "queue", "related", "input", "search", "fill");
  }

  @Test
  void replay_unknownVersion_saysWhatTheServiceSaid() {
    int status =
        CommandLine.run("replay", "--url=http://localhost:" + port, "--model-version=other");

    assertThat(status).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("status 400", "tiny");
  }
}
