package dev.onesug.training.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.logs.shop.Catalogue;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.logs.shop.SimulatorSettings;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleBuilderTest {
  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");

  @TempDir Path temp;

  @Test
  void build_smallLog_splitsByTimeAndKeepsWhatHappened() throws IOException {
    write(
        search(0, "u1", "Red  Shoes", 0, 0),
        search(1, "u1", "red socks", 1, 0),
        search(5, "u1", "red hat", 2, 1),
        search(5, "u2", "lamp", 0, 0));

    SampleReport report = build();

    assertThat(report.train()).isEqualTo(2);
    assertThat(report.test()).isEqualTo(2);
    assertThat(report.boundary()).isEqualTo(Instant.parse("2026-09-05T00:00:00Z"));
    List<Sample> train = read(folder().train());
    List<Sample> test = read(folder().test());
    assertThat(train).extracting(Sample::target).containsExactly("red shoes", "red socks");
    assertThat(train.get(1).history()).containsExactly("red shoes");
    assertThat(test.get(0).history()).containsExactly("red socks", "red shoes");
    assertThat(test.get(0).level()).isEqualTo(BehaviourLevel.ORDER);
    assertThat(test.get(1).history()).isEmpty();
    assertThat(train)
        .allSatisfy(sample -> assertThat(sample.target()).startsWith(sample.prefix().strip()));
    assertThat(Files.readAllLines(folder().queries()))
        .containsExactly("red shoes\t1", "red socks\t1");
  }

  @Test
  void build_linesOfOneInstant_doNotSeeEachOther() throws IOException {
    write(
        search(0, "u1", "one", 0, 0), search(0, "u1", "two", 0, 0), search(5, "u1", "three", 0, 0));

    build();

    assertThat(read(folder().train())).allSatisfy(s -> assertThat(s.history()).isEmpty());
  }

  @Test
  void build_simulatedLog_historyHoldsEarlierSearchesOnly() throws IOException {
    simulate();
    List<Search> searches = new ArrayList<>();
    new SearchLog(new LogFolder(temp), 0).forEach(searches::add);

    SampleReport report = build();

    List<Sample> samples = new ArrayList<>(read(folder().train()));
    long boundary = report.boundary().toEpochMilli();
    assertThat(samples).allSatisfy(s -> assertThat(s.instantMillis()).isLessThan(boundary));
    List<Sample> test = read(folder().test());
    assertThat(test)
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s.instantMillis()).isGreaterThanOrEqualTo(boundary));
    samples.addAll(test);
    assertThat(samples).hasSameSizeAs(searches);
    for (int i = 0; i < samples.size(); i++) {
      Search search = searches.get(i);
      List<String> earlier =
          searches.subList(0, i).stream()
              .filter(s -> s.user().equals(search.user()) && s.time().isBefore(search.time()))
              .map(Search::query)
              .toList();
      assertThat(earlier).containsAll(samples.get(i).history());
      assertThat(samples.get(i).history())
          .doesNotHaveDuplicates()
          .hasSizeLessThanOrEqualTo(Sample.MAX_HISTORY);
    }
  }

  @Test
  void build_onlyTheTestWindowChanges_trainingFilesStayTheSame() throws IOException {
    Search first = shown(0, "lamp", List.of("lamp", "lamb"), 0);
    write(first, shown(5, "lamp", List.of("lamp", "lamb"), 0));
    build();
    byte[] train = Files.readAllBytes(folder().train());
    byte[] queries = Files.readAllBytes(folder().queries());

    write(first, shown(5, "lamb", List.of("lamp", "lamb"), 1), shown(5, "lamb", List.of(), -1));
    build();

    assertThat(Files.readAllBytes(folder().train())).isEqualTo(train);
    assertThat(Files.readAllBytes(folder().queries())).isEqualTo(queries);
  }

  @Test
  void build_clicks_giveSmoothedRates() throws IOException {
    List<Search> searches = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      searches.add(
          shown(0, i % 3 == 0 ? "lamb" : "lamp", List.of("lamp", "lamb"), i % 3 == 0 ? 1 : 0));
    }
    searches.add(search(5, "u9", "lamp", 0, 0));
    write(searches.toArray(new Search[0]));

    build();

    // Nobody who chose "lamp" looked below it. Both are drawn towards the mean, 60 of 80, by 20.
    List<Sample> train = read(folder().train());
    assertThat(train.get(1).rates()).isEqualTo(train.get(2).rates());
    assertThat(train.get(1).rates().mean()).isEqualTo(0.75f);
    assertThat(train.get(1).rates().target()).isEqualTo(55f / 80);
    assertThat(train.get(0).rates().target()).isEqualTo(35f / 40);
    assertThat(train.get(0).rates().shown()).containsExactly(55f / 80, 35f / 40);
    assertThat(train.get(0).rates().ofTarget()).isEqualTo(0.125f);
  }

  @Test
  void build_recalled_isKeptInNormalForm() throws IOException {
    Search first = shown(0, "lamp", List.of("lamp"), 0);
    write(
        new Search(
            first.time(), "u1", "s1", "l", List.of(), List.of("Lamp  Shade"), null, "lamp", 0, 0),
        search(5, "u9", "lamp", 0, 0));

    build();

    assertThat(read(folder().train()).get(0).recalled()).containsExactly("lamp shade");
  }

  @Test
  void build_logShorterThanTheTestWindow_saysSo() throws IOException {
    write(search(0, "u1", "lamp", 0, 0));

    assertThatThrownBy(this::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("testDays: 2");
  }

  @Test
  void coOccurrences_ofBuiltFolder_countPrefixesAndSessions() throws IOException {
    simulate();
    build();

    CoOccurrences coOccurrences = CoOccurrences.read(folder());

    List<Sample> train = read(folder().train());
    Sample sample = train.get(0);
    long same = train.stream().filter(s -> s.prefix().equals(sample.prefix())).count();
    assertThat(coOccurrences.countOfPrefix(sample.prefix())).isEqualTo((int) same);
    assertThat(coOccurrences.ofPrefix(sample.prefix()))
        .extracting(CoOccurrences.Counted::query)
        .contains(sample.target());
    for (String query : coOccurrences.queries()) {
      for (CoOccurrences.Counted other : coOccurrences.ofQuery(query)) {
        assertThat(coOccurrences.ofQuery(other.query()))
            .contains(new CoOccurrences.Counted(query, other.count()));
      }
    }
  }

  @Test
  void prefixCut_manyDraws_coversEveryLengthEvenly() {
    PrefixCut cut = new PrefixCut(3);
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < 4000; i++) {
      drawn.merge(cut.cut("a\uD83D\uDE00 b"), 1, Integer::sum);
    }
    assertThat(drawn).containsOnlyKeys("a", "a\uD83D\uDE00", "a\uD83D\uDE00 ", "a\uD83D\uDE00 b");
    assertThat(drawn.values()).allSatisfy(count -> assertThat(count).isBetween(900, 1100));
  }

  private void simulate() throws IOException {
    ShopSimulator.ofCatalogue(Catalogue.load(), SimulatorSettings.ofSearches(600))
        .simulate(new LogFolder(temp), Progress.NONE);
  }

  private SampleReport build() throws IOException {
    return build(SampleSettings.DEFAULTS.withMinUsers(1));
  }

  private SampleReport build(SampleSettings settings) throws IOException {
    return new SampleBuilder(settings).build(new LogFolder(temp), folder(), Progress.NONE);
  }

  private SampleFolder folder() {
    return new SampleFolder(temp.resolve("samples"));
  }

  private void write(Search... searches) throws IOException {
    try (SearchLog.Writer writer = SearchLog.writer(new LogFolder(temp).searches())) {
      for (Search search : searches) {
        writer.write(search);
      }
    }
  }

  private static List<Sample> read(Path file) {
    try (Stream<Sample> samples = Samples.read(file)) {
      return samples.toList();
    }
  }

  private static Search search(int day, String user, String query, int itemClicks, int orders) {
    Instant time = START.plus(Duration.ofDays(day));
    return new Search(
        time, user, user + day, query, List.of(), List.of(), null, query, itemClicks, orders);
  }

  private static Search shown(int day, String query, List<String> shown, int clicked) {
    Instant time = START.plus(Duration.ofDays(day));
    Integer position = clicked < 0 ? null : clicked;
    return new Search(time, "u1", "s" + day, "la", shown, List.of(), position, query, 0, 0);
  }
}
