package dev.onesug.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientDescentTest {
  /** Least squares: the mean of (x·a + b − y)². */
  private static final ProgramSource LINE =
      new ProgramSource(
          "Line",
          """
          class Line(Module):
            __parameters__ = []
            __buffers__ = []
            training : bool
            def loss(self: __torch__.Line, w: List[Tensor], x: Tensor, y: Tensor) -> Tensor:
              d = torch.linear(x, w[0], w[1]) - y
              return torch.mean(d * d)
          """);

  private static Map<String, HostTensor> zeros() {
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    weights.put("slope", HostTensor.zeros(1, 1));
    weights.put("offset", HostTensor.zeros(1));
    return weights;
  }

  private static float step(GradientDescent descent, double rate) {
    return descent.step(
        "loss",
        scope ->
            new Tensor[] {
              scope.floats(new float[] {-1, 0, 1, 2}, 4, 1),
              scope.floats(new float[] {-1, 1, 3, 5}, 4, 1)
            },
        rate);
  }

  @Test
  void step_repeated_findsTheLine() {
    try (TensorProgram program = TensorProgram.compile(LINE, Weights.trainable(zeros(), "cpu"));
        GradientDescent descent =
            new GradientDescent(program, new GradientDescent.Settings(0, 100, 0.98))) {
      for (int i = 0; i < 400; i++) {
        step(descent, 0.05);
      }
      Map<String, HostTensor> found = program.weights().download();
      assertThat(found.get("slope").values()[0]).isCloseTo(2f, within(1e-2f));
      assertThat(found.get("offset").values()[0]).isCloseTo(1f, within(1e-2f));
    }
  }

  @Test
  void step_first_movesByTheLearningRate() {
    // Adam's first step is rate · sign(gradient), whatever the gradient's size, and clipping does
    // not change it.
    try (TensorProgram program = TensorProgram.compile(LINE, Weights.trainable(zeros(), "cpu"));
        GradientDescent descent = new GradientDescent(program, GradientDescent.Settings.DEFAULT)) {
      step(descent, 0.05);
      Map<String, HostTensor> moved = program.weights().download();
      assertThat(moved.get("slope").values()[0]).isCloseTo(0.05f, within(1e-5f));
      assertThat(moved.get("offset").values()[0]).isCloseTo(0.05f, within(1e-5f));
    }
  }

  @Test
  void state_restored_continuesExactly() {
    float straight;
    try (TensorProgram program = TensorProgram.compile(LINE, Weights.trainable(zeros(), "cpu"));
        GradientDescent descent = new GradientDescent(program, GradientDescent.Settings.DEFAULT)) {
      for (int i = 0; i < 9; i++) {
        step(descent, 0.05);
      }
      straight = step(descent, 0.05);
    }
    Map<String, HostTensor> weights = zeros();
    Map<String, HostTensor> state = null;
    float resumed = 0;
    for (int run = 0; run < 2; run++) {
      try (TensorProgram program = TensorProgram.compile(LINE, Weights.trainable(weights, "cpu"));
          GradientDescent descent =
              new GradientDescent(program, GradientDescent.Settings.DEFAULT, state)) {
        for (int i = 0; i < 5; i++) {
          resumed = step(descent, 0.05);
        }
        weights = program.weights().download();
        state = descent.state();
      }
    }
    assertThat(resumed).isEqualTo(straight);
  }

  @Test
  void constructor_frozenWeights_isRefused() {
    try (TensorProgram program = TensorProgram.compile(LINE, Weights.frozen(zeros(), "cpu"))) {
      assertThatThrownBy(() -> new GradientDescent(program, GradientDescent.Settings.DEFAULT))
          .hasMessage("weights: frozen (expected: trainable)");
    }
  }
}
