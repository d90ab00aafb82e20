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

class ImportCommandTest {
  private final PrintStream oldOut = System.out;
  private final PrintStream oldErr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir Path temp;

  @BeforeEach
  void listen() {
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  @AfterEach
  void restore() {
    System.setOut(oldOut);
    System.setErr(oldErr);
  }

  @Test
  void import_twoFiles_writesTheLogAndPrintsTheReport() throws IOException {
    Path one = search("one");
    Path two = search("two");

    int status = run("ubi", "--input", one.toString(), two.toString());

    assertThat(status).isZero();
    assertThat(said()).contains("2 rows read as ubi").contains("2 searches written");
    assertThat(temp.resolve("log").resolve("searches.jsonl")).isNotEmptyFile();
  }

  @Test
  void import_unknownFormat_listsTheFormats() {
    assertThat(run("csv", "--input", "x")).isEqualTo(2);
    assertThat(said())
        .contains("format: csv (expected: one of onesug, onesug-rows, feedback, ubi, amazonqac)");
  }

  @Test
  void import_missingFile_saysWhich() {
    assertThat(run("ubi", "--input", temp.resolve("nothing").toString())).isEqualTo(1);
    assertThat(said().strip()).endsWith("nothing (expected: a readable file)");
  }

  @Test
  void import_tooManyMalformedRows_namesFileAndLineWithoutATrace() throws IOException {
    Path file = Files.writeString(temp.resolve("bad.jsonl"), "{}\n");

    assertThat(run("ubi", "--malformed-limit", "0", "--input", file.toString())).isEqualTo(1);
    assertThat(said())
        .contains("malformed lines: 1 (expected: at most 0)")
        .contains("bad.jsonl:1: timestamp: missing")
        .doesNotContain("\tat ");
  }

  private Path search(String id) throws IOException {
    return Files.writeString(
        temp.resolve(id),
        "{\"query_id\":\"%s\",\"client_id\":\"c\",\"user_query\":\"mug\",\"timestamp\":\"2026-09-01T10:00:00Z\"}"
            .formatted(id));
  }

  private int run(String format, String... rest) {
    String[] arguments = new String[rest.length + 5];
    arguments[0] = "import";
    arguments[1] = "--format";
    arguments[2] = format;
    arguments[3] = "--output";
    arguments[4] = temp.resolve("log").toString();
    System.arraycopy(rest, 0, arguments, 5, rest.length);
    return CommandLine.run(arguments);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
