package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogImportTest {
  private static final String SEARCH =
      "{'time':'2026-09-01T10:00:00Z','user':'u1','session':'s1','query':'caf\u00e9 cup'}";

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void run_emptyFile_givesAnEmptyOutput(LogFormat format) throws IOException {
    Path file = Files.createFile(temp.resolve("empty"));

    ImportReport report = new LogImport(format, 0).run(List.of(file), temp.resolve("log"));

    assertThat(report)
        .isEqualTo(
            new ImportReport(format, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), 0, List.of()));
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void run_randomBytes_areRefusedAndNotKept(LogFormat format) throws IOException {
    byte[] bytes = new byte[4096];
    new Random(7).nextBytes(bytes);
    Path file = Files.write(temp.resolve("bytes"), bytes);

    ImportReport report = new LogImport(format, 4096).run(List.of(file), temp.resolve("log"));

    assertThat(report.searches()).isZero();
    assertThat(report.malformed()).isPositive();
  }

  @Test
  void run_gzip_isTheSameAsPlain() throws IOException {
    Path plain = Inputs.json(temp.resolve("a.jsonl"), SEARCH);
    LogImport own = new LogImport(LogFormat.ONESUG, 0);

    own.run(List.of(plain), temp.resolve("one"));
    own.run(List.of(Inputs.gzip(plain)), temp.resolve("two"));

    assertThat(Inputs.searches(temp.resolve("two")))
        .isEqualTo(Inputs.searches(temp.resolve("one")))
        .singleElement()
        .asString()
        .contains("caf\u00e9 cup");
  }

  @Test
  void run_cutGzip_failsAndNamesTheFile() throws IOException {
    byte[] whole = Files.readAllBytes(Inputs.gzip(Inputs.json(temp.resolve("a.jsonl"), SEARCH)));
    Path cut = Files.write(temp.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 12));

    assertThatThrownBy(
            () -> new LogImport(LogFormat.ONESUG, 0).run(List.of(cut), temp.resolve("log")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.gz")
        .hasMessageContaining("expected: a whole gzip file");
    assertThat(temp.resolve("log")).isEmptyDirectory();
  }

  @Test
  void run_missingFile_failsBeforeAnyWork() {
    Path missing = temp.resolve("missing");

    assertThatThrownBy(
            () -> new LogImport(LogFormat.UBI, 0).run(List.of(missing), temp.resolve("log")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input: " + missing + " (expected: a readable file)");
    assertThat(temp.resolve("log")).doesNotExist();
  }

  @Test
  void new_negativeLimit_isRefused() {
    assertThatThrownBy(() -> new LogImport(LogFormat.UBI, -1))
        .hasMessage("malformedLimit: -1 (expected: 0 or more)");
  }

  @Test
  void text_namesEveryCount() throws IOException {
    Path file = Inputs.json(temp.resolve("a.jsonl"), SEARCH.replace("}", ",'x':1}"), "{}");

    String text = new LogImport(LogFormat.ONESUG, 1).run(List.of(file), temp.resolve("log")).text();

    assertThat(text.lines())
        .containsExactly(
            "         1 rows read as onesug",
            "         1 searches written",
            "         0 profiles written",
            "         0 rows joined to the search of another row",
            "         1 ignored: x",
            "         1 malformed",
            "           a.jsonl:2: user: missing (expected: a value)");
  }
}
