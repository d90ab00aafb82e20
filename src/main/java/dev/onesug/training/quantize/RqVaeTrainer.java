package dev.onesug.training.quantize;

import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.semanticid.RqVaeConfig;
import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.Tensor;
import dev.onesug.training.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Trains the residual quantiser (paper section 3.1): reconstruction + codebook + 0.25 · commitment.
 *
 * <p>What the paper leaves open: a first tenth of the steps trains the plain autoencoder; then
 * k-means over its latents starts the codebooks; from there on codes that a sample of the vectors
 * does not choose are moved onto residuals that it has, except in the last tenth, which settles.
 */
public final class RqVaeTrainer {
  private static final int SAMPLE = 8192;
  private static final int REVIVALS = 20;

  private final QuantizeSettings settings;
  private final Progress progress;

  public RqVaeTrainer(QuantizeSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * @param vectors of unit length and one size, at least as many as a codebook has codes
   * @throws IllegalArgumentException if there are fewer vectors than codes
   * @throws IllegalStateException if the loss is not finite
   */
  public RqVae train(List<float[]> vectors) {
    if (vectors.size() < settings.codes()) {
      throw new IllegalArgumentException(
          "vectors: " + vectors.size() + " (expected: at least " + settings.codes() + " codes)");
    }
    RqVaeConfig config = settings.config(vectors.get(0).length);
    Random random = new Random(settings.seed());
    Map<String, HostTensor> weights = RqVaeProgram.fresh(config, random);
    try (RqVaeProgram program = new RqVaeProgram(config, weights, "cpu");
        GradientDescent descent = program.descent()) {
      new Run(program, descent, vectors, random).descend();
      return new RqVae(config, program.weights());
    }
  }

  /** The state of one training. */
  private final class Run {
    private final RqVaeProgram program;
    private final GradientDescent descent;
    private final List<float[]> vectors;
    private final Random random;
    private final long deadlineNanos = System.nanoTime() + settings.budget().toNanos();

    Run(RqVaeProgram program, GradientDescent descent, List<float[]> vectors, Random random) {
      this.program = program;
      this.descent = descent;
      this.vectors = vectors;
      this.random = random;
    }

    void descend() {
      int steps = settings.steps();
      int warmUp = steps / 10;
      int settle = steps - steps / 10;
      int revivalEvery = Math.max(1, steps / REVIVALS);
      for (int step = 0; step < steps; step++) {
        if (step == warmUp) {
          program.move(
              Codebooks.start(
                  program.latents(draw(SAMPLE)), settings.levels(), settings.codes(), random));
        } else if (step > warmUp && step < settle && step % revivalEvery == 0) {
          program.move(
              Codebooks.revive(program.latents(draw(SAMPLE)), program.codebooks(), random));
        }
        float loss = step(step < warmUp ? "warm_up" : "loss", 1 - 0.9 * step / steps);
        progress.update(step + 1, steps, String.format(Locale.ROOT, "loss %.4f", loss));
        if (step > warmUp && System.nanoTime() > deadlineNanos) {
          return;
        }
      }
    }

    private float step(String method, double decay) {
      List<float[]> batch = draw(settings.batch());
      int width = batch.get(0).length;
      float[] flat = RqVaeProgram.flat(batch, width);
      float loss =
          descent.step(
              method,
              scope -> new Tensor[] {scope.floats(flat, batch.size(), width)},
              settings.learningRate() * decay);
      if (!Float.isFinite(loss)) {
        throw new IllegalStateException(
            "loss: "
                + loss
                + " (expected: finite; lower learningRate, now "
                + settings.learningRate()
                + ")");
      }
      return loss;
    }

    /** Draws with replacement, or takes all where there are no more. */
    private List<float[]> draw(int count) {
      if (vectors.size() <= count) {
        return vectors;
      }
      List<float[]> drawn = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        drawn.add(vectors.get(random.nextInt(vectors.size())));
      }
      return drawn;
    }
  }
}
