package dev.onesug.training.evaluation.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.QueryCounts;
import dev.onesug.training.evaluation.RankingMetric;
import dev.onesug.training.evaluation.ShopCascade;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.evaluation.TrainingWindow;
import dev.onesug.training.evaluation.Trial;
import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleBuilder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.shop.Catalogue;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.logs.shop.SimulatorSettings;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OracleTest {
  private static final SimulatorSettings SETTINGS = SimulatorSettings.ofSearches(6000);

  @TempDir static Path temp;

  private static SampleFolder samples;
  private static List<Suggester> oracles;

  @BeforeAll
  static void simulate() throws IOException {
    LogFolder log = new LogFolder(Files.createDirectories(temp.resolve("log")));
    samples = new SampleFolder(Files.createDirectories(temp.resolve("samples")));
    shop(SETTINGS).simulate(log, Progress.NONE);
    new SampleBuilder(SampleSettings.DEFAULTS).build(log, samples, Progress.NONE);
    oracles = Oracle.both(shop(SETTINGS), samples, Progress.NONE);
  }

  @Test
  void suggest_heldOutSearches_isAheadOfWhatKnowsLess() {
    QueryCounts counts = TrainingWindow.read(samples).queries();
    double cascade = reciprocalRank(new ShopCascade(counts));
    double knowing = reciprocalRank(oracles.get(0));
    double anybody = reciprocalRank(oracles.get(1));

    assertThat(knowing).isGreaterThan(anybody + 0.1).isGreaterThan(cascade + 0.1);
    assertThat(anybody).isPositive();
    assertThat(oracles).extracting(Suggester::name).doesNotHaveDuplicates();
  }

  @Test
  void suggest_limit_isKept() {
    EvaluationRequest request = Trial.read(samples).get(0).request();

    assertThat(oracles.get(0).suggest(request, 3)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void suggest_questionOfNobody_isRefused() {
    assertThatThrownBy(() -> oracles.get(0).suggest(EvaluationRequest.anonymous("qqq"), 16))
        .hasMessage("prefix: qqq (expected: that of a held-out search, with its user)");
  }

  @Test
  void both_otherSeed_isRefused() {
    assertThatThrownBy(() -> Oracle.both(shop(SETTINGS.withSeed(2)), samples, Progress.NONE))
        .hasMessageContaining("are not in the simulated log");
  }

  private static ShopSimulator shop(SimulatorSettings settings) {
    return ShopSimulator.ofCatalogue(Catalogue.load(), settings);
  }

  private static double reciprocalRank(Suggester suggester) {
    return Trial.read(samples).stream()
        .mapToDouble(
            trial ->
                RankingMetric.MRR_16.of(
                    RankingMetric.rank(suggester.suggest(trial.request(), 16), trial.target()),
                    trial))
        .average()
        .orElseThrow();
  }
}
