package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnLogTest {
  private static final String SEARCH =
      "{'time':'2026-09-01T10:00:00Z','user':'u1','session':'s1','prefix':'mu',"
          + "'shown':['mug','mug tree'],'clicked':1,'query':'mug tree','itemClicks':1,'orders':0}";

  @TempDir Path temp;

  @Test
  void read_searchesAndProfiles_comeOutUnchangedAndInOrder() throws IOException {
    String later = SEARCH.replace("10:00", "11:00");
    Path searches = Inputs.json(temp.resolve("a.jsonl"), later, SEARCH);
    Path profiles = Inputs.json(temp.resolve("b.jsonl"), "{'user':'u1','region':'north'}");

    ImportReport report = run(0, searches, profiles);

    assertThat(Inputs.searches(out())).containsExactly(SEARCH, later);
    assertThat(Files.readAllLines(out().resolve("profiles.jsonl")))
        .containsExactly("{\"user\":\"u1\",\"region\":\"north\"}");
    assertThat(report.searches()).isEqualTo(2);
    assertThat(report.profiles()).isEqualTo(1);
    assertThat(report.rows()).isEqualTo(3);
  }

  @Test
  void read_invalidSearch_isMalformedWithTheRule() throws IOException {
    Path file =
        Inputs.json(
            temp.resolve("a.jsonl"),
            SEARCH.replace("'clicked':1", "'clicked':2"),
            SEARCH.replace("'query':'mug tree',", ""));

    assertThat(run(2, file).examples())
        .satisfiesExactly(
            one ->
                assertThat(one).startsWith("a.jsonl:1: ").contains("clicked: 2 (expected: 0..1)"),
            two -> assertThat(two).startsWith("a.jsonl:2: ").contains("query: missing"));
  }

  @Test
  void read_unknownFieldsAndSecondProfile_areOnTheBooks() throws IOException {
    Path file =
        Inputs.json(
            temp.resolve("a.jsonl"),
            SEARCH.replace("}", ",'country':'x'}"),
            "{'user':'u1','region':'north'}",
            "{'user':'u1','region':'south'}");

    ImportReport report = run(0, file);

    assertThat(report.ignored()).containsOnly(entry("country", 1L));
    assertThat(report.dropped())
        .containsOnly(entry("profile: a later one of the same user stays", 1L));
    assertThat(out().resolve("profiles.jsonl")).content().contains("south");
  }

  @Test
  void read_intoItsOwnFolder_replacesTheLog() throws IOException {
    Files.createDirectories(out());
    Inputs.json(out().resolve("profiles.jsonl"), "{'user':'old'}");
    Path file = Inputs.json(out().resolve("searches.jsonl"), SEARCH, SEARCH);

    run(0, file);

    assertThat(Inputs.searches(out())).containsExactly(SEARCH, SEARCH);
    assertThat(out()).isDirectoryContaining("glob:**searches.jsonl");
    assertThat(out()).isDirectoryNotContaining("glob:**profiles.jsonl");
  }

  private ImportReport run(int malformedLimit, Path... files) throws IOException {
    return new LogImport(LogFormat.ONESUG, malformedLimit).run(List.of(files), out());
  }

  private Path out() {
    return temp.resolve("log");
  }
}
