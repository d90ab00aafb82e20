package dev.onesug.training.sft;

import dev.onesug.model.seq2seq.Seq2SeqBatch;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.training.descent.Descent;
import dev.onesug.training.descent.DescentReport;
import dev.onesug.training.descent.DescentSettings;
import dev.onesug.training.descent.LengthBuckets;
import dev.onesug.training.descent.Objective;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Supervised fine-tuning (paper section 3.2): mean cross-entropy of the target's tokens and its
 * end. The paper normalises over the whole vocabulary; we do over what the search may choose from,
 * with its prior added to the logits, so that training and search share one score. The learning
 * rate follows the share of the time budget that has passed. A run that was cut goes on from its
 * newest checkpoint.
 */
public final class SftTrainer {
  private static final int DEV_BATCH = 64;

  private final Seq2SeqConfig config;
  private final AllowedChoices choices;
  private final DescentSettings settings;
  private final Descent descent;

  /**
   * @param choices what the search will choose from: the loss is over these
   */
  public SftTrainer(
      Seq2SeqConfig config, AllowedChoices choices, DescentSettings settings, Progress progress) {
    this(config, choices, settings, progress, System::nanoTime);
  }

  /** With another clock, for tests. */
  SftTrainer(
      Seq2SeqConfig config,
      AllowedChoices choices,
      DescentSettings settings,
      Progress progress,
      LongSupplier nanoTime) {
    this.config = config;
    this.choices = choices;
    this.settings = settings;
    this.descent = new Descent(settings, progress, nanoTime);
  }

  /**
   * Trains and writes {@code config.json} and {@code model.safetensors}.
   *
   * @param train samples to learn from
   * @param dev samples to measure on, a few hundred to a few thousand
   * @param checkpoints where checkpoints are, and are looked for
   * @param output an existing folder
   * @throws IllegalArgumentException if there are no samples, or one does not fit the configuration
   * @throws IllegalStateException if the loss is not finite, or the newest checkpoint is of another
   *     configuration
   */
  public DescentReport train(SftSamples train, SftSamples dev, Path checkpoints, Path output)
      throws IOException {
    return train(
        train,
        dev,
        () -> Seq2SeqModel.untrained(config, settings.seed(), settings.device()),
        checkpoints,
        output);
  }

  /**
   * As {@link #train(SftSamples, SftSamples, Path, Path)}, from a model of one's own.
   *
   * @param begin opens it where there is no checkpoint yet; of this trainer's configuration
   */
  public DescentReport train(
      SftSamples train, SftSamples dev, Descent.Start begin, Path checkpoints, Path output)
      throws IOException {
    if (train.size() == 0 || dev.size() == 0) {
      throw new IllegalArgumentException(
          "samples: "
              + train.size()
              + " to train and "
              + dev.size()
              + " to measure (expected: at least 1 each; a query that was searched once, or that may"
              + " not be suggested, gives none)");
    }
    return descent.run(config, begin, new CrossEntropy(train, dev), checkpoints, output);
  }

  /** The mean over the target positions of a batch. */
  private final class CrossEntropy implements Objective {
    private final SftSamples train;
    private final SftSamples dev;

    CrossEntropy(SftSamples train, SftSamples dev) {
      this.train = train;
      this.dev = dev;
    }

    @Override
    public int size() {
      return train.size();
    }

    @Override
    public List<int[]> batches(int pass) {
      return LengthBuckets.batches(
          train.size(), train::inputLength, settings.batchSize(), settings.seed(), pass);
    }

    @Override
    public String lossMethod() {
      return "loss_among";
    }

    @Override
    public Batch batch(int[] samples) {
      Seq2SeqBatch batch = pairs(train, samples);
      float[] biases = biases(train, samples);
      return new Batch(scope -> batch.tensors(scope, biases), batch.computedTokens());
    }

    @Override
    public Measurement measure(Seq2SeqModel model) {
      double sum = 0;
      long tokens = 0;
      for (int[] samples : LengthBuckets.batches(dev.size(), dev::inputLength, DEV_BATCH, 0, 0)) {
        Seq2SeqBatch batch = pairs(dev, samples);
        sum += model.loss(batch, biases(dev, samples)) * batch.targetTokens();
        tokens += batch.targetTokens();
      }
      return new Measurement(sum / tokens);
    }

    private Seq2SeqBatch pairs(SftSamples pool, int[] samples) {
      return Seq2SeqBatch.of(
          config,
          Arrays.stream(samples).mapToObj(pool::input).toList(),
          Arrays.stream(samples).mapToObj(pool::target).toList());
    }

    private float[] biases(SftSamples pool, int[] samples) {
      return choices.biases(
          samples.length,
          i -> choices.given(pool.moment(samples[i]), pool.target(samples[i])),
          Arrays.stream(samples).mapToObj(pool::target).toList());
    }
  }
}
