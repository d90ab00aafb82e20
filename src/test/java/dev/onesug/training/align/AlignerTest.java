package dev.onesug.training.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.embedding.Bert;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.embedding.TinyBert;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static List<TextPair> pairs(boolean mined) {
    List<TextPair> pairs = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String right = THINGS.get(i % 9) + " " + THINGS.get((i + 1 + i / 9) % 9);
      pairs.add(new TextPair(String.valueOf((char) ('a' + i)), right, mined));
    }
    return pairs;
  }

  private static Aligner.Input input(boolean mined) {
    return new Aligner.Input(pairs(mined), pairs(mined), List.of());
  }

  private AlignReport align(int steps, Path stage, Progress progress) throws IOException {
    return new Aligner(settings(steps, 0.6), "cpu", progress).align(base, input(false), stage);
  }

  @Test
  void align_fewPairs_areLearntByHeart() throws IOException {
    AlignReport report = align(150, folder, Progress.NONE);
    assertThat(report.steps()).isEqualTo(150);
    assertThat(report.loss()).isLessThan(0.1);
    assertThat(report.tuned().mean()).isEqualTo(1);
    assertThat(report.gain().mean()).isCloseTo(1 - report.untuned().mean(), within(1e-9));
    assertThat(report.gain().low()).isPositive();
    assertThat(report.candidates()).isEqualTo(24);
    assertThat(report.vocabulary()).isLessThanOrEqualTo(TinyBert.tokens().size());
    try (TextEncoder tuned = TextEncoder.load(folder.resolve(Aligner.TEXT_ENCODER), "cpu")) {
      TextPair first = pairs(false).get(0);
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
    Aligner strict = new Aligner(settings(1, 1.0), "cpu", Progress.NONE);
    assertThatThrownBy(() -> strict.align(base, input(true), folder))
        .hasMessage("train: 0 pairs at or above minimumSimilarity 1.0 (expected: at least 2)");
    assertThat(strict.align(base, input(false), folder).droppedPairs()).isZero();
    Aligner lenient = new Aligner(settings(1, -1.0), "cpu", Progress.NONE);
    assertThat(lenient.align(base, input(true), folder).pairs()).isEqualTo(24);
  }

  @Test
  void align_budgetSpent_stopsAndWritesWhatItHas() throws IOException {
    AlignSettings hurried =
        new AlignSettings(
            1,
            1000,
            1000,
            0,
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
        new Aligner(hurried, "cpu", Progress.NONE).align(base, input(false), folder);
    assertThat(report.steps()).isBetween(1, 10_000);
    assertThat(report.layers()).isEqualTo(1);
    assertThat(Bert.read(folder.resolve(Aligner.TEXT_ENCODER)).config().layers()).isEqualTo(1);
  }

  @Test
  void input_withoutPairs_isRefused() {
    assertThatThrownBy(() -> new Aligner.Input(List.of(), pairs(false), List.of()))
        .hasMessage("train: 0 (expected: at least 2)");
    assertThatThrownBy(() -> new Aligner.Input(pairs(false), List.of(), List.of()))
        .hasMessage("heldOut: 0 (expected: at least 1)");
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
