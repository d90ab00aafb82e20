package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.CoOccurrences;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorsRowsTest {
  @TempDir Path temp;

  @Test
  void write_rowWithShownQueries_isASample() throws IOException {
    ImportReport report = write("mu|Tea pot,tea pot,cup|mugs|Red  Mug|mug tree,mug rack|2.0|0.47");

    assertThat(Files.readAllLines(folder().train()))
        .containsExactly(
            "{\"prefix\":\"mu\",\"target\":\"red mug\",\"level\":\"ORDER\","
                + "\"history\":[\"tea pot\",\"cup\"],\"inSession\":1,\"profile\":{},\"instantMillis\":0,"
                + "\"shown\":[\"mug tree\",\"mug rack\"],\"rates\":{\"target\":0.0,\"mean\":0.0}}");
    assertThat(report.searches()).isEqualTo(1);
    assertThat(report.ignored())
        .containsOnly(entry("RQ-VAE queries (the index looks related queries up)", 1L));
    assertThat(report.assumed())
        .containsOnly(
            entry("rates: none, 0", 1L),
            entry("instantMillis: none, 0", 1L),
            entry("queries.tsv: one search more of each query than the rows tell", 1L),
            entry("history: the order of the row is newest first", 1L),
            entry("inSession: the newest query of the history only", 1L),
            entry("shown and recalled: the order of the row, without the chosen query", 1L));
  }

  @Test
  void write_rejectedOfOtherLevels_areNotShown() throws IOException {
    ImportReport report = write("mu|||mug|cup,pan|1.0|0.2", "mu|||mug|cup,pan|1.0|0.0");

    assertThat(samples()).allSatisfy(sample -> assertThat(sample.shown()).isEmpty());
    assertThat(samples())
        .extracting(Sample::recalled)
        .containsExactly(List.of("cup", "pan"), List.of());
    assertThat(report.ignored())
        .containsOnly(entry("rejected queries that were neither shown nor recalled", 1L));
  }

  @Test
  void write_scoreOfTwoLevels_takesTheLowerAndSaysSo() throws IOException {
    ImportReport report = write("mu|||mug||1.8|0.0");

    assertThat(samples()).extracting(Sample::level).containsExactly(BehaviourLevel.ITEM_CLICK);
    assertThat(report.assumed())
        .containsEntry("level: the score fits several or none, the lowest", 1L);
  }

  @Test
  void write_malformedRows_areCountedWithFileAndLine() throws IOException {
    ImportReport report = write("mu|mug", "mu|||mug||much|0.0", "mu|||mug||1.0|-1", "mu||||||");

    assertThat(report.searches()).isZero();
    assertThat(report.examples())
        .containsExactly(
            "rows.tsv:1: columns: 2 (expected: 7, with tabs between)",
            "rows.tsv:2: score of the chosen: much (expected: a number from 0)",
            "rows.tsv:3: score of the rejected: -1 (expected: a number from 0)",
            "rows.tsv:4: score of the chosen:  (expected: a number from 0)");
  }

  @Test
  void write_rowWithoutChosenQuery_isDropped() throws IOException {
    ImportReport report = write("mu|||  ||1.0|0.0");

    assertThat(report.dropped())
        .containsOnly(entry("no prefix or chosen query of 1..128 characters", 1L));
  }

  @Test
  void write_folder_isReadAsSamples() throws IOException {
    write("mu|||mug||1.0|0.0", "cu|||cup||1.0|0.0", "mu|||mug||1.0|0.0");

    assertThat(CoOccurrences.read(folder()).ofPrefix("mu"))
        .containsExactly(new CoOccurrences.Counted("mug", 2));
    assertThat(folder().test()).isEmptyFile();
  }

  @Test
  void write_queriesOfARow_countOnceAndForEachSearchOfTheTraining() throws IOException {
    String row = "mu|pan|mug|mug|Cup,pan|1.0|0.0";

    ImportReport report = write(row, row, row, row, "mu|pan|bowl|mug|cup,lid|1.0|0.0");

    assertThat(Files.readAllLines(folder().queries()))
        .containsExactly("mug\t5", "pan\t5", "bowl\t1", "cup\t1", "lid\t1");
    assertThat(folder().train()).content().hasLineCount(4);
    assertThat(folder().test()).content().hasLineCount(1);
    assertThat(report.assumed()).containsEntry("held out: every fifth row", 1L);
  }

  private ImportReport write(String... rows) throws IOException {
    List<String> lines = Arrays.stream(rows).map(row -> row.replace('|', '\t')).toList();
    Path file = Inputs.text(temp.resolve("rows.tsv"), lines);
    return new LogImport(LogFormat.ONESUG_ROWS, 9).run(List.of(file), folder().path());
  }

  private List<Sample> samples() {
    try (Stream<Sample> samples = Samples.read(folder().train())) {
      return samples.toList();
    }
  }

  private SampleFolder folder() {
    return new SampleFolder(temp.resolve("samples"));
  }
}
