package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopSimulatorTest {
  private static final int SEARCHES = 12_000;

  @TempDir static Path shared;

  private static SimulationReport report;
  private static List<Search> searches;

  @TempDir Path temp;

  @BeforeAll
  static void simulate() throws IOException {
    LogFolder folder = new LogFolder(shared);
    report =
        ShopSimulator.ofCatalogue(Catalogue.load(), SimulatorSettings.ofSearches(SEARCHES))
            .simulate(folder, Progress.NONE);
    searches = read(folder);
  }

  @Test
  void simulate_sameSeed_writesTheSameBytes() throws IOException {
    LogFolder one = simulate("one", SimulatorSettings.ofSearches(300));
    LogFolder two = simulate("two", SimulatorSettings.ofSearches(300));
    LogFolder other = simulate("other", SimulatorSettings.ofSearches(300).withSeed(2));

    assertThat(Files.mismatch(one.searches(), two.searches())).isEqualTo(-1);
    assertThat(Files.mismatch(one.profiles(), two.profiles())).isEqualTo(-1);
    assertThat(Files.mismatch(one.searches(), other.searches())).isNotEqualTo(-1);
  }

  /**
   * Logs that were made stay as they are: the figures of src/docs/experiments.md stand on them. An
   * intended change of the simulator is an entry in decision 0002, and a new sum here.
   */
  @Test
  void simulate_defaults_writeTheBytesTheyAlwaysWrote() throws IOException {
    LogFolder log = simulate("pinned", SimulatorSettings.ofSearches(300));

    assertThat(sha256(log.searches()))
        .isEqualTo("409268f84056ed28514bfc6ad0fa2cfb01b2b219b383e4402b80060756314e15");
    assertThat(sha256(log.profiles()))
        .isEqualTo("60096adb679a7746097b624bf5dcdc9ec3cf1648462086efeecbd57dfaf20998");
  }

  @Test
  void simulate_strongerTaste_repeatsMoreOfOnesOwn() throws IOException {
    double none = repeats(simulate("none", SimulatorSettings.ofSearches(6000).withTaste(0)));
    double normal = repeats(new LogFolder(shared));
    double strong = repeats(simulate("strong", SimulatorSettings.ofSearches(6000).withTaste(2)));

    assertThat(none).isLessThan(normal - 0.03);
    assertThat(strong).isGreaterThan(normal + 0.02);
  }

  @Test
  void simulate_catalogue_behavesLikeALargeLog() {
    assertThat(report.searches()).isCloseTo(SEARCHES, Percentage.withPercentage(15));
    assertThat(report.notContinuingShare()).isBetween(0.08, 0.17);
    assertThat(report.chosenShare()).isBetween(0.4, 0.85);
    assertThat(report.orderShare()).isBetween(0.03, 0.15);
  }

  @Test
  void simulate_catalogue_keepsThePopularityCurve() {
    Map<String, Integer> counts = new HashMap<>();
    searches.forEach(search -> counts.merge(search.query(), 1, Integer::sum));
    List<Integer> ranked = counts.values().stream().sorted((a, b) -> b - a).toList();
    double mass = 0;
    for (int rank = 1; rank <= CatalogueQueries.SIZE; rank++) {
      mass += PopularityCurve.count(rank);
    }

    // Shares of the most searched 10, 100 and 1000: tastes and sessions may bend the curve, by less
    // than a factor of 1.7.
    for (int top : new int[] {10, 100, 1000}) {
      double expected = 0;
      double seen = 0;
      for (int rank = 1; rank <= top; rank++) {
        expected += PopularityCurve.count(rank) / mass;
        seen += (double) ranked.get(rank - 1) / searches.size();
      }
      assertThat(seen / expected).as("top " + top).isBetween(1 / 1.7, 1.7);
    }
  }

  @Test
  void simulate_log_isOrderedAndSessionsBelongToOneUser() {
    assertThat(searches).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
    assertThat(searches)
        .allSatisfy(s -> assertThat(s.session()).startsWith(s.user() + "-"))
        .allSatisfy(
            s -> {
              Integer clicked = s.clicked();
              if (clicked != null) {
                assertThat(s.shown().get(clicked)).isEqualTo(s.query());
              }
            });
  }

  @Test
  void simulate_realQueries_sessionsHopBetweenRelatedOnes() throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String thing : List.of("case", "charger", "stand", "cable", "sleeve")) {
      for (String brand : List.of("alpha", "bravo", "carol", "delta", "echo", "fox")) {
        counts.put(brand + " " + thing, 3L);
        counts.put(brand + " " + thing + " black", 1L);
      }
    }
    LogFolder folder = new LogFolder(temp);
    ShopSimulator.ofQueries(counts, SimulatorSettings.ofSearches(3000))
        .simulate(folder, Progress.NONE);

    Map<String, String> last = new HashMap<>();
    int hops = 0;
    int related = 0;
    for (Search search : read(folder)) {
      String before = last.put(search.session(), search.query());
      if (before != null && !before.equals(search.query())) {
        hops++;
        related += List.of(before.split(" ")).stream().anyMatch(search.query()::contains) ? 1 : 0;
      }
    }
    assertThat((double) related / hops).isGreaterThan(0.7);
  }

  @Test
  void ofQueries_none_isRefused() {
    assertThatThrownBy(() -> ShopSimulator.ofQueries(Map.of(), SimulatorSettings.DEFAULTS))
        .hasMessage("queries: none (expected: 1 or more)");
  }

  /** The share of searches whose query the same user searched in an earlier session. */
  private static double repeats(LogFolder folder) throws IOException {
    Map<String, String> sessions = new HashMap<>();
    int again = 0;
    List<Search> all = read(folder);
    for (Search search : all) {
      String session = sessions.putIfAbsent(search.user() + " " + search.query(), search.session());
      again += session != null && !session.equals(search.session()) ? 1 : 0;
    }
    return (double) again / all.size();
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private LogFolder simulate(String name, SimulatorSettings settings) throws IOException {
    LogFolder folder = new LogFolder(temp.resolve(name));
    ShopSimulator.ofCatalogue(Catalogue.load(), settings).simulate(folder, Progress.NONE);
    return folder;
  }

  private static List<Search> read(LogFolder folder) throws IOException {
    List<Search> searches = new ArrayList<>();
    new SearchLog(folder, 0).forEach(searches::add);
    return searches;
  }
}
