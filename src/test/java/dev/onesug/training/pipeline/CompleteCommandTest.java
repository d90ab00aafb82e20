package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteCommandTest {
  private final PrintStream oldErr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir Path temp;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(oldErr);
  }

  private int complete(String... more) {
    String[] arguments = {
      "complete", "--queries", temp.resolve("nothing").toString(), "--out", temp.toString(), "", ""
    };
    System.arraycopy(more, 0, arguments, 5, 2);
    return CommandLine.run(arguments);
  }

  @Test
  void complete_missingFile_saysWhich() {
    assertThat(complete("--minutes", "1")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("nothing");
  }

  @Test
  void complete_noRequests_saysTheRule() {
    assertThat(complete("--requests", "0")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("requests: 0 (expected: at least 1)");
  }
}
