package dev.onesug.training.sft;

import dev.onesug.model.seq2seq.Seq2SeqBatch;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

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
  private final SftSettings settings;
  private final Progress progress;
  private final LongSupplier nanoTime;

  /**
   * @param choices what the search will choose from: the loss is over these
   */
  public SftTrainer(
      Seq2SeqConfig config, AllowedChoices choices, SftSettings settings, Progress progress) {
    this(config, choices, settings, progress, System::nanoTime);
  }

  /** With another clock, for tests. */
  SftTrainer(
      Seq2SeqConfig config,
      AllowedChoices choices,
      SftSettings settings,
      Progress progress,
      LongSupplier nanoTime) {
    this.config = config;
    this.choices = choices;
    this.settings = settings;
    this.progress = progress;
    this.nanoTime = nanoTime;
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
  public SftReport train(SftSamples train, SftSamples dev, Path checkpoints, Path output)
      throws IOException {
    if (train.size() == 0 || dev.size() == 0) {
      throw new IllegalArgumentException(
          "samples: "
              + train.size()
              + " to train and "
              + dev.size()
              + " to measure (expected: at least 1 each)");
    }
    int processors = Runtime.getRuntime().availableProcessors();
    TensorEngine.threads(settings.threads() == 0 ? processors : settings.threads());
    SftCheckpoints store = new SftCheckpoints(checkpoints);
    Optional<Path> last = store.newest();
    try (Seq2SeqModel model =
            last.isPresent()
                ? Seq2SeqModel.loadTrainable(last.get(), settings.device())
                : Seq2SeqModel.untrained(config, settings.seed(), settings.device());
        GradientDescent descent =
            new GradientDescent(
                model.program(),
                GradientDescent.Settings.DEFAULT,
                last.isPresent() ? SftCheckpoints.moments(last.get()) : null)) {
      if (!model.config().equals(config)) {
        throw new IllegalStateException(
            "checkpoint: "
                + last.orElseThrow()
                + " is of another configuration (expected: "
                + config
                + ")");
      }
      SftState start = last.isPresent() ? SftCheckpoints.state(last.get()) : SftState.START;
      Run run = new Run(model, descent, store, train, dev, start);
      run.descend();
      model.save(output, Precision.F32);
      return run.report();
    }
  }

  /** The state of one training. */
  private final class Run {
    private final Seq2SeqModel model;
    private final GradientDescent descent;
    private final SftCheckpoints store;
    private final SftSamples train;
    private final SftSamples dev;
    private final long startNanos;
    private long checkpointNanos;
    private SftState state;

    Run(
        Seq2SeqModel model,
        GradientDescent descent,
        SftCheckpoints store,
        SftSamples train,
        SftSamples dev,
        SftState start) {
      this.model = model;
      this.descent = descent;
      this.store = store;
      this.train = train;
      this.dev = dev;
      this.state = start;
      this.startNanos = nanoTime.getAsLong() - start.elapsedNanos();
      this.checkpointNanos = start.elapsedNanos();
    }

    void descend() throws IOException {
      List<int[]> batches = batches();
      while (share() < 1) {
        if (state.batch() == batches.size()) {
          state = state.nextPass();
          batches = batches();
        }
        step(batches.get(state.batch()));
        if (state.elapsedNanos() - checkpointNanos >= settings.checkpointNanos()) {
          checkpoint();
        }
      }
      if (!isMeasured()) {
        checkpoint();
      }
    }

    /** Whether the newest measurement is of the weights as they are. */
    private boolean isMeasured() {
      List<SftReport.Point> curve = state.curve();
      return !curve.isEmpty() && curve.get(curve.size() - 1).samples() == state.samples();
    }

    private List<int[]> batches() {
      return LengthBuckets.batches(train, settings.batchSize(), settings.seed(), state.pass());
    }

    /** Of the training that is done: by time or by steps, whichever is further. */
    private double share() {
      double time = (double) state.elapsedNanos() / settings.budgetNanos();
      double steps = settings.maxSteps() == 0 ? 0 : (double) state.steps() / settings.maxSteps();
      return Math.max(time, steps);
    }

    private void step(int[] samples) {
      Seq2SeqBatch batch = batch(train, samples);
      float[] biases = biases(train, samples, batch);
      float loss =
          descent.step(
              "loss_among", scope -> batch.tensors(scope, biases), settings.rateAt(share()));
      if (!Float.isFinite(loss)) {
        throw new IllegalStateException(
            "loss: "
                + loss
                + " at step "
                + state.steps()
                + " (expected: finite; learningRate "
                + settings.learningRate()
                + " may be too high)");
      }
      state = state.stepped(samples.length, batch.computedTokens(), loss, elapsed());
      progress.update(Math.round(1000 * Math.min(1, share())), 1000, detail());
    }

    private String detail() {
      List<SftReport.Point> curve = state.curve();
      double minutesLeft =
          share() == 0 ? 0 : state.elapsedNanos() / 60e9 * Math.max(0, 1 / share() - 1);
      return String.format(
          Locale.ROOT,
          "loss %.3f, dev %s, %.0f samples/s, %.0f tokens/s, %.1f min left",
          state.trainLoss(),
          curve.isEmpty()
              ? "-"
              : String.format(Locale.ROOT, "%.3f", curve.get(curve.size() - 1).devLoss()),
          state.perSecond(state.samples()),
          state.perSecond(state.tokens()),
          minutesLeft);
    }

    private void checkpoint() throws IOException {
      double devLoss = devLoss();
      state = state.measured(devLoss, elapsed());
      store.write(model, descent, state);
      checkpointNanos = state.elapsedNanos();
    }

    private double devLoss() {
      double sum = 0;
      long tokens = 0;
      for (int[] samples : LengthBuckets.batches(dev, DEV_BATCH, 0, 0)) {
        Seq2SeqBatch batch = batch(dev, samples);
        sum += model.loss(batch, biases(dev, samples, batch)) * batch.targetTokens();
        tokens += batch.targetTokens();
      }
      return sum / tokens;
    }

    private Seq2SeqBatch batch(SftSamples pool, int[] samples) {
      return Seq2SeqBatch.of(
          config,
          Arrays.stream(samples).mapToObj(pool::input).toList(),
          Arrays.stream(samples).mapToObj(pool::target).toList());
    }

    private float[] biases(SftSamples pool, int[] samples, Seq2SeqBatch batch) {
      float[] biases = new float[batch.targetTokens() * choices.vocabulary()];
      int[] firstRows = new int[samples.length];
      for (int i = 1; i < samples.length; i++) {
        firstRows[i] = firstRows[i - 1] + pool.target(samples[i - 1]).length + 1;
      }
      IntStream.range(0, samples.length)
          .parallel()
          .forEach(i -> choices.fill(pool, samples[i], biases, firstRows[i]));
      return biases;
    }

    private long elapsed() {
      return nanoTime.getAsLong() - startNanos;
    }

    SftReport report() {
      List<SftReport.Point> curve = state.curve();
      return new SftReport(
          model.program().weights().parameters(),
          state.steps(),
          state.samples(),
          (double) state.samples() / train.size(),
          state.elapsedNanos() / 1e9,
          state.perSecond(state.samples()),
          state.perSecond(state.tokens()),
          state.trainLoss(),
          curve.get(curve.size() - 1).devLoss(),
          curve);
    }
  }
}
