package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftTrainerTest {
  private static final Seq2SeqConfig CONFIG =
      new Seq2SeqConfig(
          40, 32, 1, 1, 2, 2, 64, 64, 40, "gelu", false, 0, 5, 6, CutWord.CHARACTERS, 36, 10);

  @TempDir Path folder;
  private Path output;

  @BeforeEach
  void makeOutput() throws IOException {
    output = Files.createDirectories(folder.resolve("seq2seq"));
  }

  /** Each budget minute is 60 steps: the clock ticks a second when it is read. */
  private static LongSupplier ticking() {
    AtomicLong nanos = new AtomicLong();
    return () -> nanos.addAndGet(1_000_000_000L);
  }

  private static SftSettings settings(double budgetMinutes) {
    return new SftSettings(budgetMinutes, 0, 4, 3e-3, 0.1, 0.05, 0.5, 1, 7, "cpu");
  }

  private static SftSamples samples(int count) {
    Random random = new Random(11);
    SftSamples samples = new SftSamples();
    for (int i = 0; i < count; i++) {
      int[] input = random.ints(3 + i % 4, 7, 40).toArray();
      samples.add(input, random.ints(1 + i % 3, 7, 40).toArray());
    }
    return samples;
  }

  @Test
  void train_eightSamples_areReproducedExactly() throws IOException {
    SftSamples samples = samples(8);
    SftReport report =
        new SftTrainer(CONFIG, settings(6), Progress.NONE, ticking())
            .train(samples, samples, folder.resolve("checkpoints"), output);
    assertThat(report.devLoss()).isLessThan(0.05);
    assertThat(report.curve()).hasSizeGreaterThan(5);
    try (Seq2SeqModel model = Seq2SeqModel.load(output, "cpu")) {
      for (int i = 0; i < samples.size(); i++) {
        assertThat(greedy(model, samples.input(i))).containsExactly(samples.target(i));
      }
    }
  }

  private static int[] greedy(Seq2SeqModel model, int[] input) {
    try (Decoder decoder = model.decoder(input)) {
      IntStream.Builder text = IntStream.builder();
      int token = decoder.startToken();
      for (int step = 0; step < 10; step++) {
        float[] logits = decoder.stepOpen(new int[] {0}, new int[] {token});
        token =
            IntStream.range(0, logits.length)
                .reduce((a, b) -> logits[b] > logits[a] ? b : a)
                .getAsInt();
        if (token == decoder.endToken()) {
          break;
        }
        text.add(token);
      }
      return text.build().toArray();
    }
  }

  @Test
  void train_cutAndResumed_endsWithTheSameWeights() throws IOException {
    SftSamples samples = samples(30);
    new SftTrainer(CONFIG, settings(2), Progress.NONE, ticking())
        .train(samples, samples, folder.resolve("straight"), output);
    byte[] straight = Files.readAllBytes(output.resolve("model.safetensors"));
    AtomicLong updates = new AtomicLong();
    Progress cutting =
        (done, total, detail) -> {
          if (updates.incrementAndGet() == 50) {
            throw new IllegalStateException("cut");
          }
        };
    Path checkpoints = folder.resolve("cut");
    SftTrainer cut = new SftTrainer(CONFIG, settings(2), cutting, ticking());
    assertThatThrownBy(() -> cut.train(samples, samples, checkpoints, output)).hasMessage("cut");
    Files.createDirectories(checkpoints.resolve("unfinished"));
    SftReport report =
        new SftTrainer(CONFIG, settings(2), Progress.NONE, ticking())
            .train(samples, samples, checkpoints, output);
    assertThat(report.steps()).isLessThan(120);
    assertThat(output.resolve("model.safetensors")).hasBinaryContent(straight);
    assertThat(checkpoints).isDirectoryNotContaining("glob:**unfinished");
  }

  @Test
  void train_finishedBefore_changesNothing() throws IOException {
    SftSamples samples = samples(8);
    SftTrainer trainer = new SftTrainer(CONFIG, settings(1), Progress.NONE, ticking());
    SftReport first = trainer.train(samples, samples, folder.resolve("checkpoints"), output);
    assertThat(trainer.train(samples, samples, folder.resolve("checkpoints"), output))
        .isEqualTo(first);
  }

  @Test
  void train_withoutSamples_isRefused() {
    SftTrainer trainer = new SftTrainer(CONFIG, settings(1), Progress.NONE, ticking());
    assertThatThrownBy(() -> trainer.train(new SftSamples(), samples(1), folder, output))
        .hasMessage("samples: 0 to train and 1 to measure (expected: at least 1 each)");
  }

  @Test
  void rateAt_shares_risesThenFalls() {
    SftSettings settings = settings(1);
    assertThat(settings.rateAt(0)).isPositive().isLessThan(1e-5);
    assertThat(settings.rateAt(0.05)).isCloseTo(1.5e-3, within(1e-12));
    assertThat(settings.rateAt(0.1)).isCloseTo(3e-3, within(1e-12));
    assertThat(settings.rateAt(1)).isCloseTo(1.5e-4, within(1e-12));
    assertThat(settings.rateAt(2)).isCloseTo(1.5e-4, within(1e-12));
  }

  @Test
  void settings_outOfRange_nameTheKey() {
    assertThatThrownBy(() -> settings(0)).hasMessageStartingWith("budgetMinutes: 0.0 (expected: ");
    assertThatThrownBy(() -> settings(Double.NaN)).hasMessageStartingWith("budgetMinutes: NaN");
  }
}
