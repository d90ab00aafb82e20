package dev.onesug.training.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleIntakeTest {
  private static final String MUG =
      "{\"prefix\":\"mu\",\"target\":\"red mug\",\"level\":\"ORDER\",\"profile\":{},\"instantMillis\":7000}";
  private static final String CUP =
      "{\"prefix\":\"c \",\"target\":\"cup\",\"level\":\"QUERY_CLICK\",\"profile\":{},\"instantMillis\":9000}";

  @TempDir Path temp;
  private SampleFolder given;
  private SampleFolder taken;

  @BeforeEach
  void write() throws IOException {
    given = new SampleFolder(Files.createDirectory(temp.resolve("given")));
    taken = new SampleFolder(temp.resolve("taken"));
    Files.writeString(given.train(), MUG + "\n");
    Files.writeString(given.test(), CUP + "\n");
    Files.writeString(given.queries(), "red mug\t1\n");
    Files.writeString(given.queryPairs(), "");
  }

  @Test
  void copy_goodSamples_areTakenOver() throws IOException {
    assertThat(SampleIntake.copy(given, taken))
        .isEqualTo(
            new SampleIntake.Report(
                1, 1, Map.of(), Instant.ofEpochSecond(7), Instant.ofEpochSecond(9)));
    assertThat(taken.train()).hasContent(MUG);
    assertThat(taken.test()).hasContent(CUP);
    assertThat(taken.queries()).hasContent("red mug\t1");
    assertThat(taken.queryPairs()).isEmptyFile();
  }

  @Test
  void copy_gzip_isUnpacked() throws IOException {
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(given.train()))) {
      bytes.write(MUG.getBytes(StandardCharsets.UTF_8));
    }
    SampleIntake.copy(given, taken);
    assertThat(taken.train()).hasContent(MUG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"prefix\":\"mu\",|''|prefix: null (expected: 1..128 characters in normal form)",
        "red mug|Red Mug|target: Red Mug (expected: 1..128 characters in normal form)",
        "\"mu\"|\"\"|prefix:  (expected: 1..128 characters in normal form)",
        "\"level\":\"ORDER\",|''|level: null (expected: a behaviour level)",
        "ORDER|SALE|SALE",
        ":7000}|:7000|Unexpected end-of-input",
      })
  void copy_noSample_namesFileLineAndRule(String right, String wrong, String rule)
      throws IOException {
    Files.writeString(given.train(), CUP + "\n" + MUG.replace(right, wrong) + "\n");
    assertThatThrownBy(() -> SampleIntake.copy(given, taken))
        .isInstanceOf(MalformedLogException.class)
        .hasMessageContaining("train.jsonl:2: ")
        .hasMessageContaining(rule);
  }

  @Test
  void copy_nothingHeldOut_isRefused() throws IOException {
    Files.writeString(given.test(), "\n");
    assertThatThrownBy(() -> SampleIntake.copy(given, taken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("test: no samples in ")
        .hasMessageEndingWith("test.jsonl (expected: at least 1)");
  }

  @Test
  void copy_fileMissing_namesIt() throws IOException {
    Files.delete(given.queryPairs());
    assertThatThrownBy(() -> SampleIntake.copy(given, taken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("query-pairs.tsv (expected: the four files of a folder of samples)");
  }
}
