package dev.onesug.training.descent;

import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Descends an objective until the time budget, the steps or the objective's own patience end. The
 * learning rate follows the share of the budget that has passed. A run that was cut goes on from
 * its newest checkpoint.
 */
public final class Descent {
  private final DescentSettings settings;
  private final Progress progress;
  private final LongSupplier nanoTime;

  public Descent(DescentSettings settings, Progress progress) {
    this(settings, progress, System::nanoTime);
  }

  /** With another clock, for tests. */
  public Descent(DescentSettings settings, Progress progress, LongSupplier nanoTime) {
    this.settings = settings;
    this.progress = progress;
    this.nanoTime = nanoTime;
  }

  /** Where a training starts that has no checkpoint yet. */
  @FunctionalInterface
  public interface Start {
    /** A model whose weights collect gradients. */
    Seq2SeqModel model() throws IOException;
  }

  /**
   * Trains and writes {@code config.json} and {@code model.safetensors}.
   *
   * @param config of the model, whether started or resumed
   * @param checkpoints where checkpoints are, and are looked for
   * @param output an existing folder
   * @throws IllegalStateException if the loss is not finite, or the newest checkpoint is of another
   *     configuration
   */
  public DescentReport run(
      Seq2SeqConfig config, Start begin, Objective objective, Path checkpoints, Path output)
      throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    TensorEngine.threads(settings.threads() == 0 ? processors : settings.threads());
    Checkpoints store = new Checkpoints(checkpoints);
    Optional<Path> last = store.newest();
    try (Seq2SeqModel model =
            last.isPresent()
                ? Seq2SeqModel.loadTrainable(last.get(), settings.device())
                : begin.model();
        GradientDescent descent =
            new GradientDescent(
                model.program(),
                GradientDescent.Settings.DEFAULT,
                last.isPresent() ? Checkpoints.moments(last.get()) : null)) {
      if (!model.config().equals(config)) {
        throw new IllegalStateException(
            "checkpoint: "
                + last.orElse(output)
                + " is of another configuration (expected: "
                + config
                + ")");
      }
      DescentState start = last.isPresent() ? Checkpoints.state(last.get()) : DescentState.START;
      Run run = new Run(model, descent, store, objective, start);
      run.descend();
      model.save(output, Precision.F32);
      return run.report();
    }
  }

  /** The state of one training. */
  private final class Run {
    private final Seq2SeqModel model;
    private final GradientDescent descent;
    private final Checkpoints store;
    private final Objective objective;
    private final long startNanos;
    private long checkpointNanos;
    private DescentState state;

    Run(
        Seq2SeqModel model,
        GradientDescent descent,
        Checkpoints store,
        Objective objective,
        DescentState start) {
      this.model = model;
      this.descent = descent;
      this.store = store;
      this.objective = objective;
      this.state = start;
      this.startNanos = nanoTime.getAsLong() - start.elapsedNanos();
      this.checkpointNanos = start.elapsedNanos();
    }

    void descend() throws IOException {
      List<int[]> batches = objective.batches(state.pass());
      while (share() < 1 && state.stop() == null) {
        if (state.batch() == batches.size()) {
          state = state.nextPass();
          batches = objective.batches(state.pass());
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
      List<DescentReport.Point> curve = state.curve();
      return !curve.isEmpty() && curve.get(curve.size() - 1).samples() == state.samples();
    }

    /** Of the training that is done: by time or by steps, whichever is further. */
    private double share() {
      double time = (double) state.elapsedNanos() / settings.budgetNanos();
      double steps = settings.maxSteps() == 0 ? 0 : (double) state.steps() / settings.maxSteps();
      return Math.max(time, steps);
    }

    private void step(int[] members) {
      Objective.Batch batch = objective.batch(members);
      float loss = descent.step(objective.lossMethod(), batch.inputs(), settings.rateAt(share()));
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
      state = state.stepped(members.length, batch.computedTokens(), loss, elapsed());
      progress.update(Math.round(1000 * Math.min(1, share())), 1000, detail());
    }

    private String detail() {
      List<DescentReport.Point> curve = state.curve();
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
      state = state.measured(objective.measure(model), elapsed());
      store.write(model, descent, state);
      checkpointNanos = state.elapsedNanos();
    }

    private long elapsed() {
      return nanoTime.getAsLong() - startNanos;
    }

    DescentReport report() {
      List<DescentReport.Point> curve = state.curve();
      return new DescentReport(
          model.program().weights().parameters(),
          state.steps(),
          state.samples(),
          (double) state.samples() / objective.size(),
          state.elapsedNanos() / 1e9,
          state.perSecond(state.samples()),
          state.perSecond(state.tokens()),
          state.trainLoss(),
          curve.get(curve.size() - 1).devLoss(),
          state.stop(),
          curve);
    }
  }
}
