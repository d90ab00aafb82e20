package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
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

  @Test
  void train_logAndSamples_isRefused() {
    assertThat(train("--log", "log", "--samples", "samples")).isEqualTo(2);
    assertThat(said()).contains("--log, --samples, --queries: 2 given (expected: at most one)");
  }

  @Test
  void train_recipeForSamplesWithoutSamples_saysWhatIsMissing() throws IOException {
    assertThat(train()).isEqualTo(1);
    assertThat(said().strip())
        .isEqualTo("simulate: null (expected: settings, or a log or samples on the command line)");

    said.reset();
    Path log = Files.createDirectory(temp.resolve("log"));
    Files.createFile(log.resolve("searches.jsonl"));
    assertThat(train("--log", log.toString())).isEqualTo(1);
    assertThat(said().strip())
        .isEqualTo("samples: null (expected: settings, or samples on the command line)");
  }

  @Test
  void train_logOfBothKindsOrOfNone_isRefused() throws IOException {
    Path log = Files.createDirectory(temp.resolve("log"));
    assertThat(train("--log", log.toString())).isEqualTo(1);
    Files.createFile(log.resolve("searches.jsonl"));
    Files.createFile(log.resolve("events-1.jsonl"));
    assertThat(train("--log", log.toString())).isEqualTo(1);

    assertThat(said().lines())
        .containsExactly(
            "--log: %s has neither of searches.jsonl and events-*.jsonl (expected: one of them)"
                .formatted(log),
            "--log: %s has both of searches.jsonl and events-*.jsonl (expected: one of them)"
                .formatted(log));
  }

  @Test
  void train_logAndQueries_isRefused() {
    assertThat(train("--log", "log", "--queries", "a.tsv", "--queries", "b.tsv")).isEqualTo(2);
    assertThat(train("--samples", "samples", "--queries", "a.tsv")).isEqualTo(2);
    assertThat(train("--log", "log", "--samples", "samples", "--queries", "a.tsv")).isEqualTo(2);
    assertThat(said())
        .contains("--log, --samples, --queries: 2 given (expected: at most one)")
        .contains("--log, --samples, --queries: 3 given (expected: at most one)");
  }

  @Test
  void train_samplesThatAreNotThere_namesTheFile() {
    assertThat(train("--samples", temp.resolve("nothing").toString())).isEqualTo(1);
    assertThat(said())
        .contains("train.jsonl (expected: the four files of a folder of samples)")
        .doesNotContain("\tat ");
  }

  private int train(String... options) {
    String[] arguments = new String[options.length + 7];
    arguments[0] = "train";
    arguments[1] = "--recipe";
    arguments[2] = "config/recipes/authors-rows.yaml";
    arguments[3] = "--runs";
    arguments[4] = temp.resolve("runs").toString();
    arguments[5] = "--models";
    arguments[6] = temp.resolve("models").toString();
    System.arraycopy(options, 0, arguments, 7, options.length);
    return CommandLine.run(arguments);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
