package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.MalformedLogException;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleBuilder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SampleReport;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmazonQacLogTest {
  private static final String TRAIN =
      "{'query_id':'12','session_id':'354','prefixes':['b','bl','blue k'],"
          + "'first_prefix_typed_time':'2026-09-04T20:46:14.293Z',"
          + "'final_search_term':'blue kettle','search_time':'2026-09-04T20:46:27',"
          + "'popularity':125}";
  private static final String TEST =
      "{'query_id':'23','session_id':'783',"
          + "'past_search_terms':[['tea pot','2026-09-03 13:03:54']],'prefix':'tea',"
          + "'prefix_typed_time':'2026-09-05T16:42:30.256Z','final_search_term':'tea towel',"
          + "'search_time':'2026-09-05 16:42:34'}";

  @TempDir Path temp;

  @Test
  void read_trainRow_keepsTheLastPrefixAndTakesTheSessionForTheUser() throws IOException {
    ImportReport report = read(0, TRAIN);

    assertThat(Inputs.searches(out()))
        .containsExactly(
            "{'time':'2026-09-04T20:46:27Z','user':'354','session':'354','prefix':'blue k',"
                + "'query':'blue kettle','itemClicks':0,'orders':0}");
    assertThat(report.ignored())
        .containsOnly(
            entry("first_prefix_typed_time", 1L), entry("popularity", 1L), entry("query_id", 1L));
    assertThat(report.assumed())
        .containsOnly(
            entry("search_time: no time zone, read as UTC", 1L),
            entry("user: none, the session is the user", 1L));
  }

  @Test
  void read_testRow_keepsItsPrefixAndIgnoresThePast() throws IOException {
    ImportReport report = read(0, TEST);

    assertThat(Inputs.searches(out()))
        .containsExactly(
            "{'time':'2026-09-05T16:42:34Z','user':'783','session':'783','prefix':'tea',"
                + "'query':'tea towel','itemClicks':0,'orders':0}");
    assertThat(report.ignored()).containsEntry("past_search_terms", 1L);
  }

  @Test
  void read_noPrefix_saysThatItTookTheQuery() throws IOException {
    ImportReport report = read(0, TRAIN.replace("['b','bl','blue k']", "[]"));

    assertThat(Inputs.searches(out())).singleElement().asString().contains("'blue kettle','query'");
    assertThat(report.assumed()).containsEntry("prefix: none, the whole query was typed", 1L);
  }

  @Test
  void read_malformedRows_areCountedWithFileAndLine() throws IOException {
    ImportReport report =
        read(
            4,
            TRAIN.replace("'session_id':'354',", ""),
            TRAIN,
            TRAIN.replace("2026-09-04T20:46:27", "last week"),
            TRAIN.replace("['b','bl','blue k']", "'b'"),
            "[1]");

    assertThat(report.searches()).isEqualTo(1);
    assertThat(report.rows()).isEqualTo(1);
    assertThat(report.malformed()).isEqualTo(4);
    assertThat(report.examples())
        .containsExactly(
            "qac.jsonl:1: session_id: missing (expected: a value)",
            "qac.jsonl:3: search_time: last week (expected: an ISO 8601 time, or milliseconds since"
                + " the epoch)",
            "qac.jsonl:4: prefixes: STRING (expected: a list of texts)",
            "qac.jsonl:5: row: ARRAY (expected: an object)");
  }

  @Test
  void read_moreMalformedRowsThanTheLimit_failsAndLeavesTheOldLog() throws IOException {
    read(0, TRAIN);

    assertThatThrownBy(() -> read(0, "x"))
        .isInstanceOf(MalformedLogException.class)
        .hasMessageContaining("qac.jsonl:1: ");

    assertThat(Inputs.searches(out())).hasSize(1);
  }

  @Test
  void read_thenSampleBuilder_givesASampleOfEverySearch() throws IOException {
    read(0, TEST, TRAIN, TRAIN.replace("09-04", "09-03").replace("'354'", "783"));

    SampleFolder samples = new SampleFolder(temp.resolve("samples"));
    SampleReport report =
        new SampleBuilder(new SampleSettings(1, 0, 1, 1))
            .build(new LogFolder(out()), samples, Progress.NONE);

    assertThat(report.train()).isEqualTo(2);
    assertThat(report.test()).isEqualTo(1);
    try (Stream<Sample> test = Samples.read(samples.test())) {
      assertThat(test)
          .singleElement()
          .satisfies(sample -> assertThat(sample.target()).isEqualTo("tea towel"))
          .satisfies(sample -> assertThat(sample.history()).containsExactly("blue kettle"));
    }
  }

  private ImportReport read(int malformedLimit, String... lines) throws IOException {
    Path file = Inputs.json(temp.resolve("qac.jsonl"), lines);
    return new LogImport(LogFormat.AMAZONQAC, malformedLimit).run(List.of(file), out());
  }

  private Path out() {
    return temp.resolve("log");
  }
}
