package dev.onesug.training.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What samples do not tell of those who searched. */
class SamplePrivacyTest {
  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final Duration TEST_WINDOW = Duration.ofDays(5);
  private static final String EMAIL = "john@example.com";

  @TempDir Path temp;
  private final List<Search> searches = new ArrayList<>();

  /** Everybody searched lamps; only Ann searched her rare thing, with the same session. */
  @BeforeEach
  void search() {
    for (int user = 0; user < 5; user++) {
      add(Duration.ofMinutes(user), "u" + user, "la", "lamp");
      add(Duration.ofMinutes(user + 1), "u" + user, "mu", "mug");
    }
    add(Duration.ofMinutes(10), "ann", "rare", "rare thing");
    add(Duration.ofMinutes(11), "ann", "rare", "rare thing");
    add(Duration.ofMinutes(12), "ann", "la", "lamp");
    add(TEST_WINDOW, "ann", "rare", "rare thing");
  }

  @Test
  void build_queryOfFewUsers_isNeitherLearnedNorSuggested() throws IOException {
    SampleReport report = build(5);

    assertThat(report.dropped()).isEqualTo(Map.of("fewer than 5 users", 2L));
    assertThat(report.queries()).isEqualTo(2);
    assertThat(report.rareQueries()).isEqualTo(1);
    assertThat(folder().queries()).hasContent("lamp\t6\nmug\t5\n");
    assertThat(Files.readString(folder().queryPairs())).doesNotContain("rare");
    assertThat(Files.readString(folder().train())).doesNotContain("rare");
  }

  @Test
  void build_queryOfFewUsers_leavesItsNeighboursAsTheyAre() throws IOException {
    build(5);

    Sample lampOfAnn = read(folder().train()).get(10);
    assertThat(lampOfAnn.target()).isEqualTo("lamp");
    assertThat(lampOfAnn.history()).isEmpty();
    assertThat(lampOfAnn.inSession()).isZero();
    Sample mug = read(folder().train()).get(1);
    assertThat(mug.history()).containsExactly("lamp");
    assertThat(mug.inSession()).isEqualTo(1);
  }

  @Test
  void build_queryOfFewUsers_staysInTheTestAsAMiss() throws IOException {
    build(5);

    List<Sample> test = read(folder().test());
    assertThat(test).extracting(Sample::target).containsExactly("rare thing");
    assertThat(test.get(0).history()).containsExactly("lamp", "rare thing");
  }

  @Test
  void build_usersOfTheTestWindow_doNotCount() throws IOException {
    for (int user = 0; user < 9; user++) {
      add(TEST_WINDOW, "late" + user, "rare", "rare thing");
    }
    assertThat(build(5).rareQueries()).isEqualTo(1);
  }

  @Test
  void build_oneUserIsEnough_everythingIsLearned() throws IOException {
    SampleReport report = build(1);

    assertThat(report.dropped()).isEmpty();
    assertThat(folder().queries()).hasContent("lamp\t6\nmug\t5\nrare thing\t2\n");
  }

  @Test
  void build_privateText_isInNoFileHoweverManySearchIt() throws IOException {
    for (int user = 0; user < 5; user++) {
      add(Duration.ofMinutes(20), "u" + user, EMAIL, EMAIL);
      add(Duration.ofMinutes(21), "u" + user, EMAIL, "lamp");
      add(Duration.ofMinutes(22), "u" + user, "mu", "mug", EMAIL, "mug");
    }
    add(TEST_WINDOW, "u1", "call 212-555-0123", "call 212-555-0123");
    add(TEST_WINDOW.plusMinutes(1), "u1", "la", "lamp");

    SampleReport report = build(5);

    assertThat(report.dropped())
        .isEqualTo(Map.of("e-mail address", 10L, "phone number", 1L, "fewer than 5 users", 2L));
    for (Path file :
        List.of(folder().train(), folder().test(), folder().queries(), folder().queryPairs())) {
      assertThat(Files.readString(file)).doesNotContain("john").doesNotContain("555");
    }
  }

  @Test
  void build_privateTextAmongWhatWasShown_keepsRatesBesideTheirSuggestions() throws IOException {
    add(Duration.ofMinutes(30), "u1", "mu", "mug", EMAIL, "mug", "lamp");

    build(5);

    Sample last = read(folder().train()).get(11);
    assertThat(last.shown()).containsExactly("mug", "lamp");
    assertThat(last.rates().shown()).hasSize(2);
    assertThat(last.rates().shown().get(0))
        .isEqualTo(last.rates().target())
        .isGreaterThan(last.rates().shown().get(1));
  }

  @Test
  void build_nothingMayBeLearned_saysWhy() {
    assertThatThrownBy(() -> build(50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "samples: 0 to learn from (expected: 1 or more); dropped are"
                + " {fewer than 50 users=13}, with minUsers: 50");
  }

  @Test
  void copy_givenSamples_loseWhatIsPrivate() throws IOException {
    SampleFolder given = new SampleFolder(temp.resolve("given"));
    String sample =
        "{\"prefix\":\"l\",\"target\":\"%s\",\"level\":\"ORDER\",\"history\":[\"%s\",\"mug\"],"
            + "\"inSession\":1,\"profile\":{},\"instantMillis\":7000,\"shown\":[\"lamp\"]}\n";
    Files.createDirectory(given.path());
    Files.writeString(given.train(), sample.formatted("lamp", EMAIL) + sample.formatted(EMAIL, ""));
    Files.writeString(given.test(), sample.formatted("lamp", "cup"));
    Files.writeString(given.queries(), "lamp\t3\n" + EMAIL + "\t2\n");
    Files.writeString(given.queryPairs(), EMAIL + "\tlamp\t1\t0\t0\t0\nlamp\tmug\t1\t0\t0\t0\n");

    SampleIntake.Report report = SampleIntake.copy(given, folder());

    assertThat(report.train()).isEqualTo(1);
    assertThat(report.dropped()).isEqualTo(Map.of("e-mail address", 3L));
    Sample kept = read(folder().train()).get(0);
    assertThat(kept.history()).containsExactly("mug");
    assertThat(kept.inSession()).isZero();
    assertThat(folder().test()).hasSameTextualContentAs(given.test());
    assertThat(folder().queries()).hasContent("lamp\t3");
    assertThat(folder().queryPairs()).hasContent("lamp\tmug\t1\t0\t0\t0");
  }

  private SampleReport build(int minUsers) throws IOException {
    try (SearchLog.Writer writer = SearchLog.writer(new LogFolder(temp).searches())) {
      for (Search search : searches) {
        writer.write(search);
      }
    }
    return new SampleBuilder(SampleSettings.DEFAULTS.withMinUsers(minUsers))
        .build(new LogFolder(temp), folder(), Progress.NONE);
  }

  private SampleFolder folder() {
    return new SampleFolder(temp.resolve("samples"));
  }

  /** One of what was shown was chosen, if it is what was searched. */
  private void add(Duration after, String user, String prefix, String query, String... shown) {
    List<String> box = List.of(shown);
    @Nullable Integer clicked = box.contains(query) ? box.indexOf(query) : null;
    searches.add(
        new Search(START.plus(after), user, "s", prefix, box, List.of(), clicked, query, 0, 0));
  }

  private static List<Sample> read(Path file) {
    try (Stream<Sample> samples = Samples.read(file)) {
      return samples.toList();
    }
  }
}
