package dev.onesug.training.evaluation.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.evaluation.online.OffPolicyReport.Readings;
import dev.onesug.training.logs.shop.LegacyCascade;
import dev.onesug.training.logs.shop.OpenShop;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.logs.shop.SimulatorSettings;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineTestTest {
  private static final OnlineSettings SETTINGS = new OnlineSettings(8, 4000, 200, 3);

  private static LegacyCascade cascade;
  private static OnlineReport same;
  private static OnlineReport upsideDown;

  @TempDir Path temp;

  @BeforeAll
  static void run() {
    SimulatorSettings settings = SimulatorSettings.ofSearches(18_000).withSeed(9);
    OpenShop shop = ShopSimulator.ofQueries(counts(), settings).open();
    cascade = LegacyCascade.of(counts());
    Origin origin = Origin.here("a test", "a small shop", true);
    OnlineTest test = new OnlineTest(SETTINGS);
    same = test.run(shop, new Same(), origin, Progress.NONE);
    upsideDown = test.run(shop, new UpsideDown(), origin, Progress.NONE);
  }

  /** Brands and things whose names begin alike, so that lists are long. */
  private static Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    long count = 7;
    for (String thing : List.of("lamp", "lamb rug", "lace", "ladder", "laptop", "label", "lasso")) {
      counts.put(thing, 60L);
      for (String detail : List.of("alto", "alpha", "almond", "alba", "alder", "altair")) {
        counts.put(detail + " " + thing, count);
        counts.put(thing + " for " + detail, 1 + count / 3);
        count = 1 + count * 31 % 97;
      }
    }
    return counts;
  }

  /** The same cascade, asked as a suggester is. */
  private static class Same implements Suggester {
    @Override
    public String name() {
      return "the same";
    }

    @Override
    public String description() {
      return "The old cascade <again>.";
    }

    @Override
    public List<String> suggest(EvaluationRequest request, int limit) {
      return cascade.suggest(request.prefix(), request.user().history().queries(), limit);
    }
  }

  /** The same ten upside down: as much is held, and it stands lower. */
  private static final class UpsideDown extends Same {
    @Override
    public List<String> suggest(EvaluationRequest request, int limit) {
      List<String> list = new ArrayList<>(super.suggest(request, limit));
      Collections.reverse(list);
      return list;
    }
  }

  @Test
  void run_sameSuggester_changesNothing() {
    assertThat(same.controlUsers() + same.treatedUsers()).isBetween(450, 600);
    assertThat(lift(same, OnlineMetric.CLICK_RATE).excludesZero()).isFalse();
    assertThat(lift(same, OnlineMetric.TOP_CLICK_POSITION).excludesZero()).isFalse();
    assertThat(same.metrics()).containsOnlyKeys(OnlineMetric.values());
  }

  @Test
  void run_worseSuggester_isSeenInEachMetricThatItMoves() {
    assertThat(lift(upsideDown, OnlineMetric.TOP_CLICK_POSITION).low()).isGreaterThan(0.3);
    assertThat(lift(upsideDown, OnlineMetric.TYPED_LENGTH).low()).isPositive();
  }

  @Test
  void offPolicy_worseSuggester_isForetoldByTheWeightedLog() {
    OffPolicyReport study = upsideDown.offPolicy();

    assertThat(study.looks()).isEqualTo(4000);

    assertAgrees(study.reciprocalRank());
    assertAgrees(study.clickRate());
    Readings ranks = study.reciprocalRank();
    assertThat(Math.abs(ranks.plain().mean() - ranks.truth().mean()))
        .as("the plain figure is worse")
        .isGreaterThan(3 * Math.abs(ranks.weighted().mean() - ranks.truth().mean()));
  }

  @Test
  void write_report_isJsonAndAPageThatSaysSimulated() throws IOException {
    same.write(temp);

    assertThat(Files.readString(temp.resolve("online.json")))
        .contains("\"CLICK_RATE\"", "\"estimatedPropensities\"");
    assertThat(Files.readString(temp.resolve("online.html")))
        .contains("<span class=\"badge\">simulated</span>")
        .contains("The old cascade &lt;again&gt;.");
    assertThat(same.text()).startsWith("simulated: ");
  }

  private static void assertAgrees(Readings readings) {
    assertThat(readings.weighted().low()).isLessThan(readings.truth().high());
    assertThat(readings.weighted().high()).isGreaterThan(readings.truth().low());
  }

  private static Estimate lift(OnlineReport report, OnlineMetric metric) {
    return report.metrics().get(metric).lift();
  }
}
