package dev.onesug.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * AdamW over the weights of one program: the loss is a method of the program, autograd
 * differentiates it, gradients are clipped by their global norm, and one fused native call updates
 * all weights. Gradients are global to a process, so only one of these runs in it at a time.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Decoupled weight decay regularization</a>
 */
public final class GradientDescent implements AutoCloseable {
  private static final ProgramSource ADAMW =
      ProgramSource.of(GradientDescent.class, "AdamW", Map.of());

  private final TensorProgram program;
  private final TensorProgram adamw;
  private final Settings settings;
  private final List<Tensor> updated = new ArrayList<>();

  /**
   * @param weightDecay share of a matrix that is taken away at each step, in units of the learning
   *     rate; vectors (biases, gains) do not decay
   * @param maxGradientNorm the global norm that gradients are scaled down to
   * @param beta2 decay of the second moment
   */
  public record Settings(double weightDecay, double maxGradientNorm, double beta2) {
    public static final Settings DEFAULT = new Settings(0.01, 1.0, 0.98);
  }

  /**
   * @throws IllegalArgumentException if the program's weights do not collect gradients
   */
  public GradientDescent(TensorProgram program, Settings settings) {
    this(program, settings, null);
  }

  /**
   * Continues from {@link #state()}.
   *
   * @param state what an earlier run returned, or null to start anew
   */
  public GradientDescent(
      TensorProgram program, Settings settings, @Nullable Map<String, HostTensor> state) {
    if (!program.weights().isTrainable()) {
      throw new IllegalArgumentException("weights: frozen (expected: trainable)");
    }
    this.program = program;
    this.settings = settings;
    Weights moments =
        Weights.frozen(
            state == null ? freshState(program.weights()) : state, program.weights().device());
    this.adamw = TensorProgram.compile(ADAMW, moments);
    for (PtNDArray weight : program.weights().arrays()) {
      updated.add(new Tensor(weight));
    }
  }

  /** First moments, second moments, then the step count, as one ordered map. */
  private static Map<String, HostTensor> freshState(Weights weights) {
    Map<String, HostTensor> state = new LinkedHashMap<>();
    for (String moment : List.of("first.", "second.")) {
      for (int i = 0; i < weights.size(); i++) {
        state.put(
            moment + weights.names().get(i),
            HostTensor.zeros(weights.arrays()[i].getShape().getShape()));
      }
    }
    state.put("step", HostTensor.zeros());
    return state;
  }

  /**
   * One update.
   *
   * @param lossMethod a method of the program that takes the weights, then the inputs, and returns
   *     a scalar
   * @param inputs makes the inputs within the step's scope
   * @param learningRate of this step
   * @return the loss before the update; not finite if training has diverged, and then nothing was
   *     updated
   */
  public float step(
      String lossMethod, Function<TensorScope, Tensor[]> inputs, double learningRate) {
    try (TensorScope scope = program.open()) {
      float loss;
      try (GradientCollector collector = TensorEngine.engine().newGradientCollector()) {
        NDArray scalar = scope.loss(lossMethod, inputs.apply(scope));
        loss = scalar.getFloat();
        if (!Float.isFinite(loss)) {
          return loss;
        }
        collector.backward(scalar);
      }
      update(scope, learningRate);
      return loss;
    }
  }

  private void update(TensorScope scope, double learningRate) {
    List<Tensor> gradients = new ArrayList<>();
    for (Tensor weight : updated) {
      NDArray gradient = weight.array.getGradient();
      gradient.attach(scope.manager());
      gradients.add(new Tensor((PtNDArray) gradient));
    }
    try (TensorScope optimiser = adamw.open()) {
      optimiser.call(
          "step",
          updated,
          gradients,
          learningRate,
          settings.beta2,
          settings.weightDecay,
          settings.maxGradientNorm);
    }
  }

  /** Copies the moments out, for a checkpoint. */
  public Map<String, HostTensor> state() {
    return adamw.weights().download();
  }

  @Override
  public void close() {
    adamw.close();
  }
}
