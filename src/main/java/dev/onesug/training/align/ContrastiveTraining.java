package dev.onesug.training.align;

import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * InfoNCE over in-batch negatives (van den Oord et al. 2018): of all right sides of a batch, each
 * left side has to find its own. With hard negatives, these are right sides of nobody; with grades,
 * it is hierarchical (CroPS, arXiv 2511.15443): a strong positive also has to beat the weak ones of
 * its own left side.
 */
final class ContrastiveTraining {
  private static final int PROGRESS_UNITS = 1000;
  private static final double SMOOTHING = 0.95;

  private final AlignSettings settings;
  private final PairBatches batches;
  private final TensorProgram program;
  private final GradientDescent descent;
  private final Path folder;
  private final Progress progress;
  private final double secondsBefore;
  private final int stepsBefore;
  private final long startNanos = System.nanoTime();
  private int steps;
  private double loss;

  /**
   * @param program of the encoder that is tuned
   * @param descent over that program's weights
   * @param from what an earlier run left, its weights already in the program; else a checkpoint of
   *     no steps
   */
  ContrastiveTraining(
      AlignSettings settings,
      PairBatches batches,
      TensorProgram program,
      GradientDescent descent,
      AlignCheckpoint from,
      Path folder,
      Progress progress) {
    this.settings = settings;
    this.batches = batches;
    this.program = program;
    this.descent = descent;
    this.folder = folder;
    this.progress = progress;
    this.stepsBefore = from.steps();
    this.secondsBefore = from.seconds();
    this.steps = from.steps();
    this.loss = from.loss();
  }

  /**
   * Trains until the steps or the budget end.
   *
   * @return the last state
   * @throws IllegalStateException if the loss is not finite
   */
  AlignCheckpoint run() throws IOException {
    long checkpointNanos = System.nanoTime();
    while (share(steps) < 1) {
      // The middle of the step: a rate of exactly zero would waste the first one.
      step(settings.learningRate(share(steps + 0.5)));
      progress.update(
          (long) (share(steps) * PROGRESS_UNITS),
          PROGRESS_UNITS,
          String.format(
              Locale.ROOT,
              "step %d, loss %.4f, %.2f s a step",
              steps,
              loss,
              sinceStart() / Math.max(1, steps - stepsBefore)));
      if (System.nanoTime() - checkpointNanos >= settings.checkpointEvery().toNanos()) {
        state().write(folder);
        checkpointNanos = System.nanoTime();
      }
    }
    return state();
  }

  /** How much of the training is done: of the steps or of the budget, whichever ends first. */
  private double share(double done) {
    double ofSteps = done / settings.steps();
    double ofBudget = seconds() * 1e3 / settings.budget().toMillis();
    return Math.min(1, Math.max(ofSteps, ofBudget));
  }

  private void step(double learningRate) {
    PairBatches.Batch batch = batches.batch(steps);
    float now =
        descent.step(
            "contrast",
            scope ->
                new Tensor[] {
                  batch.left().in(scope),
                  batch.right().in(scope),
                  scope.longs(batch.anchors(), batch.anchors().length),
                  scope.longs(batch.positives(), batch.positives().length),
                  scope.booleans(batch.masked(), batch.anchors().length, batch.right().texts()),
                  scope.floats(new float[] {(float) settings.temperature()})
                },
            learningRate);
    if (!Float.isFinite(now)) {
      throw new IllegalStateException(
          "loss: "
              + now
              + " at step "
              + steps
              + " (expected: finite; lower learningRate, now "
              + settings.learningRate()
              + ")");
    }
    loss = steps == 0 ? now : SMOOTHING * loss + (1 - SMOOTHING) * now;
    steps++;
  }

  private double sinceStart() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private double seconds() {
    return secondsBefore + sinceStart();
  }

  private AlignCheckpoint state() {
    return new AlignCheckpoint(
        program.weights().download(), descent.state(), steps, seconds(), loss);
  }
}
