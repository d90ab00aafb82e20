package dev.onesug.training.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.embedding.Bert;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.embedding.TinyBert;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.align.AlignReport.Found;
import dev.onesug.training.align.PairMiner.Lookup;
import dev.onesug.training.align.TextPair.Perspective;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignerTest {
  private static final List<String> THINGS =
      List.of("red", "blue", "shoe", "shoes", "run", "phone", "case", "for", "men");

  private BaseTextEncoder base;

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    TensorEngine.threads(1);
  }

  @BeforeEach
  void writeBase() throws IOException {
    base = BaseTextEncoder.read(TinyBert.write(folder.resolve("base"), 7));
  }

  private static AlignSettings settings(int steps, double minimumSimilarity) {
    return new AlignSettings(
        2,
        1000,
        1000,
        minimumSimilarity,
        false,
        false,
        12,
        steps,
        Duration.ofHours(1),
        1e-2,
        0.1,
        0.05,
        100,
        100,
        Duration.ZERO,
        1);
  }

  /** A letter for every two things: 24 pairs that nothing but training can know. */
  private static List<TextPair> pairs(Perspective perspective) {
    List<TextPair> pairs = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String right = THINGS.get(i % 9) + " " + THINGS.get((i + 1 + i / 9) % 9);
      pairs.add(new TextPair(String.valueOf((char) ('a' + i)), right, perspective));
    }
    return pairs;
  }

  private static final List<TextPair> CHOSEN = pairs(Perspective.CLICKED);
  private static final Map<Lookup, List<TextPair>> HELD_OUT =
      Map.of(Lookup.PREFIX, CHOSEN, Lookup.MISSPELT_PREFIX, List.of());

  private static Aligner.Input input(List<TextPair> mined) {
    List<String> queries = CHOSEN.stream().map(TextPair::right).toList();
    return new Aligner.Input(CHOSEN, mined, HELD_OUT, queries);
  }

  private AlignReport align(int steps, Path stage, Progress progress) throws IOException {
    return new Aligner(settings(steps, 0.6), "cpu", progress).align(base, input(List.of()), stage);
  }

  @Test
  void align_fewPairs_areLearntByHeart() throws IOException {
    AlignReport report = align(150, folder, Progress.NONE);
    assertThat(report.steps()).isEqualTo(150);
    assertThat(report.loss()).isLessThan(0.1);
    Map<String, Found> prefixes = report.recall().get(Lookup.PREFIX);
    assertThat(prefixes).containsOnlyKeys("published", "cut", "tuned", "tuned, one by one");
    assertThat(prefixes.get("tuned").at10().mean()).isEqualTo(1);
    assertThat(prefixes.get("tuned").at1().mean()).isGreaterThan(0.9);
    assertThat(report.gain().mean())
        .isCloseTo(1 - prefixes.get("published").at10().mean(), within(1e-9));
    assertThat(report.recall().get(Lookup.MISSPELT_PREFIX)).isEmpty();
    assertThat(report.gain().low()).isPositive();
    assertThat(report.candidates()).isEqualTo(24);
    assertThat(report.vocabulary()).isLessThanOrEqualTo(TinyBert.tokens().size());
    try (TextEncoder tuned = TextEncoder.load(folder.resolve(Aligner.TEXT_ENCODER), "cpu")) {
      TextPair first = CHOSEN.get(0);
      assertThat(RecallTest.dot(tuned.embed(first.left()), tuned.embed(first.right())))
          .isGreaterThan(0.8f);
    }
  }

  @Test
  void align_killedAndResumed_equalsStraight() throws IOException {
    Path straight = folder.resolve("straight");
    Path killed = folder.resolve("killed");
    for (Path stage : List.of(straight, killed)) {
      Files.createDirectories(stage);
    }
    align(12, straight, Progress.NONE);
    Progress kill =
        (done, total, detail) -> {
          if (detail.startsWith("step 7,")) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> align(12, killed, kill)).hasMessage("killed");
    List<String> resumed = new ArrayList<>();
    align(12, killed, (done, total, detail) -> resumed.add(detail));
    assertThat(resumed.get(0)).startsWith("step 7,");
    assertThat(Bert.read(killed.resolve(Aligner.TEXT_ENCODER)).weights())
        .isEqualTo(Bert.read(straight.resolve(Aligner.TEXT_ENCODER)).weights());
    assertThat(AlignCheckpoint.exists(killed)).isFalse();
  }

  @Test
  void align_minedPairsThatLookUnlike_areDropped() throws IOException {
    List<TextPair> mined = pairs(Perspective.REFORMULATED);
    Aligner strict = new Aligner(settings(1, 1.0), "cpu", Progress.NONE);
    AlignReport report = strict.align(base, input(mined), folder);
    assertThat(report.droppedPairs()).isEqualTo(24);
    assertThat(report.pairs()).isEqualTo(24);
    Aligner lenient = new Aligner(settings(1, -1.0), "cpu", Progress.NONE);
    assertThat(lenient.align(base, input(mined), folder).pairs()).isEqualTo(48);
  }

  @Test
  void align_budgetSpent_stopsAndWritesWhatItHas() throws IOException {
    AlignSettings hurried =
        new AlignSettings(
            1,
            1000,
            1000,
            0,
            true,
            true,
            12,
            1_000_000,
            Duration.ofMillis(200),
            1e-3,
            0.1,
            0.05,
            10,
            10,
            Duration.ofHours(1),
            1);
    AlignReport report =
        new Aligner(hurried, "cpu", Progress.NONE).align(base, input(List.of()), folder);
    assertThat(report.steps()).isBetween(1, 10_000);
    assertThat(report.layers()).isEqualTo(1);
    assertThat(Bert.read(folder.resolve(Aligner.TEXT_ENCODER)).config().layers()).isEqualTo(1);
  }

  @Test
  void input_withoutPairs_isRefused() {
    assertThatThrownBy(() -> new Aligner.Input(List.of(), CHOSEN, HELD_OUT, List.of()))
        .hasMessage("chosen: 0 (expected: at least 2)");
    assertThatThrownBy(() -> new Aligner.Input(CHOSEN, List.of(), Map.of(), List.of()))
        .hasMessageStartingWith(
            "heldOut: 0 prefixes (expected: at least 1 test sample with a prefix of");
  }

  @Test
  void settings_outOfRange_areNamed() {
    assertThatThrownBy(() -> settings(0, 0.6)).hasMessage("steps: 0 (expected: at least 1)");
    assertThatThrownBy(() -> settings(1, 2))
        .hasMessage("minimumSimilarity: 2.0 (expected: -1.0..1.0)");
  }

  @Test
  void learningRate_risesThenFallsToZero() {
    AlignSettings settings = settings(100, 0.6);
    assertThat(settings.learningRate(0)).isZero();
    assertThat(settings.learningRate(0.05)).isEqualTo(5e-3);
    assertThat(settings.learningRate(0.1)).isEqualTo(1e-2);
    assertThat(settings.learningRate(1)).isZero();
  }
}
