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
 * <p>What the paper leaves open: weights start at the vectors' principal axes and codebooks at
 * k-means over the latents; codes that a sample of the vectors does not choose are moved onto
 * residuals that it has. Latents keep moving and leave the codes unevenly used, so k-means starts
 * the codebooks once more before the last stretch, which settles.
 */
public final class RqVaeTrainer {
  private static final int SAMPLE = 8192;

  // Shares of the steps, or of the time budget where that runs faster.
  private static final double REVIVE_EVERY = 0.05;
  private static final double SETTLE = 0.8;

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
    PrincipalAxes start =
        PrincipalAxes.of(sample(vectors, SAMPLE, random), settings.latentSize(), random);
    Map<String, HostTensor> weights = FreshWeights.of(config, start, random);
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
    private final long beginNanos = System.nanoTime();

    Run(RqVaeProgram program, GradientDescent descent, List<float[]> vectors, Random random) {
      this.program = program;
      this.descent = descent;
      this.vectors = vectors;
      this.random = random;
    }

    void descend() {
      startCodebooks();
      double done = 0;
      double revived = 0;
      boolean settled = false;
      for (int step = 0; step < settings.steps() && done < 1; step++) {
        if (!settled && done >= SETTLE) {
          settled = true;
          startCodebooks();
        } else if (!settled && done >= revived + REVIVE_EVERY) {
          revived = done;
          program.move(
              Codebooks.revive(program.latents(draw(SAMPLE)), program.codebooks(), random));
        }
        float loss = step(1 - 0.9 * done);
        progress.update(step + 1, settings.steps(), String.format(Locale.ROOT, "loss %.4f", loss));
        done = Math.max((step + 1) / (double) settings.steps(), spent());
      }
    }

    private void startCodebooks() {
      program.move(
          Codebooks.start(
              program.latents(draw(SAMPLE)), settings.levels(), settings.codes(), random));
    }

    /** The share of the time budget that is gone. */
    private double spent() {
      return (System.nanoTime() - beginNanos) / (double) settings.budget().toNanos();
    }

    private float step(double decay) {
      List<float[]> batch = draw(settings.batch());
      int width = batch.get(0).length;
      float[] flat = RqVaeProgram.flat(batch, width);
      float loss =
          descent.step(
              "loss",
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

    private List<float[]> draw(int count) {
      return sample(vectors, count, random);
    }
  }

  /** Draws with replacement, or takes all where there are no more. */
  private static List<float[]> sample(List<float[]> vectors, int count, Random random) {
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
