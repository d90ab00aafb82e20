package dev.onesug.training.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchLogTest {
  private static final String GOOD =
      "{\"time\":\"2026-09-01T10:00:00Z\",\"user\":\"u1\",\"session\":\"s1\",\"query\":\"lamp\"}";

  @TempDir Path temp;

  @Test
  void write_thenRead_givesTheSameSearches() throws IOException {
    LogFolder folder = new LogFolder(temp);
    Search clicked =
        new Search(
            Instant.parse("2026-09-01T10:00:00.123Z"),
            "u1",
            "u1-0",
            "red \"l",
            List.of("red lamp", "red \u2615 cup"),
            List.of("red lace"),
            1,
            "red \u2615 cup",
            2,
            1);
    Search typed =
        new Search(clicked.time(), "u2", "u2-0", "lamp", List.of(), List.of(), null, "lamp", 0, 0);

    try (SearchLog.Writer writer = SearchLog.writer(folder.searches())) {
      writer.write(clicked);
      writer.write(typed);
    }
    List<Search> read = new ArrayList<>();
    new SearchLog(folder, 0).forEach(read::add);

    assertThat(read).containsExactly(clicked, typed);
  }

  @Test
  void forEach_malformedLines_countsThemWithTheirNumberAndSkipsThem() throws IOException {
    LogFolder folder =
        log(
            GOOD,
            "not json",
            "",
            GOOD.replace("u1", " "),
            GOOD.replace("}", ",\"clicked\":3,\"shown\":[\"lamp\"]}"),
            GOOD.replace("2026-09-01T10:00:00Z", "yesterday"),
            GOOD.replace("}", ",\"orders\":-1}"),
            GOOD);
    List<Search> read = new ArrayList<>();

    SearchLog.Reading reading = new SearchLog(folder, 5).forEach(read::add);

    assertThat(read).hasSize(2);
    assertThat(reading.searches()).isEqualTo(2);
    assertThat(reading.malformed()).isEqualTo(5);
    assertThat(reading.examples())
        .anySatisfy(line -> assertThat(line).startsWith("searches.jsonl:2: "))
        .anySatisfy(line -> assertThat(line).contains(":4: ").contains("user: missing"))
        .anySatisfy(line -> assertThat(line).contains(":5: ").contains("clicked: 3"))
        .anySatisfy(line -> assertThat(line).contains(":7: ").contains("orders: -1"));
  }

  @Test
  void forEach_invalidUtf8_isMalformed() throws IOException {
    LogFolder folder = new LogFolder(temp);
    Files.write(folder.searches(), new byte[] {'{', (byte) 0xC3, '}', '\n'});

    SearchLog.Reading reading = new SearchLog(folder, 1).forEach(search -> {});

    assertThat(reading.examples()).containsExactly("searches.jsonl:1: not UTF-8");
  }

  @Test
  void forEach_moreMalformedLinesThanTheLimit_failsAndNamesThem() throws IOException {
    LogFolder folder = log("x", GOOD, "y");

    assertThatThrownBy(() -> new SearchLog(folder, 1).forEach(search -> {}))
        .isInstanceOf(MalformedLogException.class)
        .hasMessageContaining("malformed lines: 2 (expected: at most 1)")
        .hasMessageContaining("searches.jsonl:1")
        .hasMessageContaining("searches.jsonl:3");
  }

  @Test
  void forEach_onlyTheRequiredFields_fillsTheRest() throws IOException {
    List<Search> read = new ArrayList<>();

    new SearchLog(log(GOOD), 0).forEach(read::add);

    Search search = read.get(0);
    assertThat(search.prefix()).isEqualTo("lamp");
    assertThat(search.shown()).isEmpty();
    assertThat(search.clicked()).isNull();
    assertThat(search.level()).isEqualTo(BehaviourLevel.QUERY_CLICK);
  }

  private LogFolder log(String... lines) throws IOException {
    LogFolder folder = new LogFolder(temp);
    Files.write(folder.searches(), List.of(lines));
    return folder;
  }
}
