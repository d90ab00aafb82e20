package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.decoding.BeamSearch;
import dev.onesug.model.decoding.Constraint;
import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.decoding.QueryPrior;
import dev.onesug.model.decoding.QueryPrior.Typed;
import dev.onesug.model.decoding.SearchRequest;
import dev.onesug.model.decoding.TokenTrieBuilder;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.seq2seq.Seq2SeqBatch;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.descent.DescentReport;
import dev.onesug.training.descent.DescentSettings;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

  private static DescentSettings settings(double budgetMinutes) {
    return new DescentSettings(budgetMinutes, 0, 4, 3e-3, 0.1, 0.05, 0.5, 1, 7, "cpu");
  }

  private static final double LEAVING_SHARE = 0.1;
  private static final Moment NOTHING = new Moment(new Prefix(""), List.of(), History.NONE);

  private static SftSamples samples(int count) {
    Random random = new Random(11);
    SftSamples samples = new SftSamples();
    for (int i = 0; i < count; i++) {
      int[] input = random.ints(3 + i % 4, 7, 40).toArray();
      samples.add(NOTHING, input, random.ints(1 + i % 3, 7, 40).toArray());
    }
    return samples;
  }

  /** A trie of just these targets, all equally popular. */
  private static QueryPrior prior(SftSamples samples) {
    int[][] targets =
        IntStream.range(0, samples.size()).mapToObj(samples::target).toArray(int[][]::new);
    return new QueryPrior(TokenTrieBuilder.build(targets), token -> " " + token, query -> 1);
  }

  private static AllowedChoices choices(QueryPrior prior) {
    return new AllowedChoices(
        prior.trie(),
        (moment, target) -> prior.given(moment.prefix().text(), LEAVING_SHARE),
        CONFIG.endToken(),
        CONFIG.vocabularySize());
  }

  private static SftTrainer trainer(SftSamples samples, double budgetMinutes, Progress progress) {
    AllowedChoices choices = choices(prior(samples));
    return new SftTrainer(CONFIG, choices, settings(budgetMinutes), progress, ticking());
  }

  @Test
  void train_eightSamples_areReproducedExactly() throws IOException {
    SftSamples samples = samples(8);
    DescentReport report =
        trainer(samples, 6, Progress.NONE)
            .train(samples, samples, folder.resolve("checkpoints"), output);
    assertThat(report.devLoss()).isLessThan(0.05);
    assertThat(report.curve()).hasSizeGreaterThan(5);
    QueryPrior prior = prior(samples);
    BeamSearch search = BeamSearch.over(prior.trie());
    try (Seq2SeqModel model = Seq2SeqModel.load(output, "cpu")) {
      for (int i = 0; i < samples.size(); i++) {
        try (Decoder decoder = model.decoder(samples.input(i))) {
          SearchRequest request =
              new SearchRequest(8, 1, Constraint.NONE, prior.given("", LEAVING_SHARE));
          assertThat(search.search(decoder, request).get(0).tokens())
              .containsExactly(samples.target(i));
        }
      }
    }
  }

  @Test
  void loss_ofTheTrainer_isTheScoreOfTheSearch() throws IOException {
    SftSamples samples = samples(20);
    trainer(samples, 1, Progress.NONE)
        .train(samples, samples, folder.resolve("checkpoints"), output);
    QueryPrior prior = prior(samples);
    AllowedChoices choices = choices(prior);
    try (Seq2SeqModel model = Seq2SeqModel.load(output, "cpu")) {
      for (int i = 0; i < samples.size(); i++) {
        int[] target = samples.target(i);
        Seq2SeqBatch batch = Seq2SeqBatch.of(CONFIG, List.of(samples.input(i)), List.of(target));
        Typed given = choices.given(samples.moment(i), target);
        float[] biases = choices.biases(1, input -> given, List.of(target));
        try (Decoder decoder = model.decoder(samples.input(i))) {
          SearchRequest request =
              new SearchRequest(100, 100, Constraint.NONE, prior.given("", LEAVING_SHARE));
          double score =
              BeamSearch.over(prior.trie()).search(decoder, request).stream()
                  .filter(found -> Arrays.equals(found.tokens(), target))
                  .findFirst()
                  .orElseThrow()
                  .score();
          assertThat(-model.loss(batch, biases) * batch.targetTokens())
              .isCloseTo(score, within(1e-3));
        }
      }
    }
  }

  @Test
  void train_cutAndResumed_endsWithTheSameWeights() throws IOException {
    SftSamples samples = samples(30);
    trainer(samples, 2, Progress.NONE).train(samples, samples, folder.resolve("straight"), output);
    byte[] straight = Files.readAllBytes(output.resolve("model.safetensors"));
    AtomicLong updates = new AtomicLong();
    Progress cutting =
        (done, total, detail) -> {
          if (updates.incrementAndGet() == 50) {
            throw new IllegalStateException("cut");
          }
        };
    Path checkpoints = folder.resolve("cut");
    SftTrainer cut = trainer(samples, 2, cutting);
    assertThatThrownBy(() -> cut.train(samples, samples, checkpoints, output)).hasMessage("cut");
    Files.createDirectories(checkpoints.resolve("unfinished"));
    DescentReport report =
        trainer(samples, 2, Progress.NONE).train(samples, samples, checkpoints, output);
    assertThat(report.steps()).isLessThan(120);
    assertThat(output.resolve("model.safetensors")).hasBinaryContent(straight);
    assertThat(checkpoints).isDirectoryNotContaining("glob:**unfinished");
  }

  @Test
  void train_finishedBefore_changesNothing() throws IOException {
    SftSamples samples = samples(8);
    SftTrainer trainer = trainer(samples, 1, Progress.NONE);
    DescentReport first = trainer.train(samples, samples, folder.resolve("checkpoints"), output);
    assertThat(trainer.train(samples, samples, folder.resolve("checkpoints"), output))
        .isEqualTo(first);
  }

  @Test
  void train_withoutSamples_isRefused() {
    SftTrainer trainer = trainer(samples(1), 1, Progress.NONE);
    assertThatThrownBy(() -> trainer.train(new SftSamples(), samples(1), folder, output))
        .hasMessage(
            "samples: 0 to train and 1 to measure (expected: at least 1 each; a query that was searched"
                + " once, or that may not be suggested, gives none)");
  }
}
