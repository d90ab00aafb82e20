package dev.onesug.model.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.tensor.TensorScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BertTest {
  private static final TokenBatch LEFT =
      TokenBatch.of(List.of(new int[] {2, 9, 3}, new int[] {2, 57, 58, 3}, new int[] {2, 3}), 0);
  private static final TokenBatch RIGHT =
      TokenBatch.of(
          List.of(new int[] {2, 57, 60, 62, 3}, new int[] {2, 20, 3}, new int[] {2, 31, 3}), 0);

  @BeforeAll
  static void oneThread() {
    TensorEngine.threads(1);
  }

  private static Tensor[] inputs(TensorScope scope, boolean... masked) {
    return new Tensor[] {
      LEFT.in(scope),
      RIGHT.in(scope),
      scope.longs(new int[] {0, 1, 2}, 3),
      scope.longs(new int[] {0, 1, 2}, 3),
      scope.booleans(masked, 3, 3),
      scope.floats(new float[] {0.5f}, 1)
    };
  }

  private static float contrast(Bert bert, boolean... masked) {
    try (TensorProgram program = bert.compile("cpu");
        TensorScope scope = program.open()) {
      return scope.call("contrast", (Object[]) inputs(scope, masked)).get(0).floats()[0];
    }
  }

  @Test
  void keepLayers_dropsTheMiddle() {
    Bert whole = TinyBert.random(3);
    String query = "encoder.layer.%d.attention.self.query.weight";
    Bert last = whole.keepLayers(1);
    assertThat(last.weights().get(query.formatted(0)))
        .isEqualTo(whole.weights().get(query.formatted(1)));
    assertThat(last.config().layers()).isEqualTo(1);
    assertThat(last.weights()).hasSize(5 + 16);
    assertThat(whole.keepLayers(2)).isEqualTo(whole);
  }

  @Test
  void contrast_equalsItsDefinition() {
    Bert bert = TinyBert.random(3);
    float[] left;
    float[] right;
    try (TensorProgram program = bert.compile("cpu");
        TensorScope scope = program.open()) {
      left = scope.call("embed", LEFT.in(scope)).get(0).floats();
      right = scope.call("embed", RIGHT.in(scope)).get(0).floats();
    }
    boolean[] masked = {false, true, false, false, false, false, false, false, false};
    double loss = 0;
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        sum += masked[i * 3 + j] ? 0 : Math.exp(dot(left, i, right, j) / 0.5);
      }
      loss += (Math.log(sum) - dot(left, i, right, i) / 0.5) / 3;
    }
    assertThat((double) contrast(bert, masked)).isCloseTo(loss, within(1e-4));
  }

  @Test
  void contrast_severalPositivesAndANegativeOfNobody_equalsItsDefinition() {
    Bert bert = TinyBert.random(3);
    float[] left;
    float[] right;
    boolean[] masked = {false, false, false, true, false, false};
    float found;
    try (TensorProgram program = bert.compile("cpu");
        TensorScope scope = program.open()) {
      left = scope.call("embed", LEFT.in(scope)).get(0).floats();
      right = scope.call("embed", RIGHT.in(scope)).get(0).floats();
      found =
          scope
              .call(
                  "contrast",
                  LEFT.in(scope),
                  RIGHT.in(scope),
                  scope.longs(new int[] {2, 2}, 2),
                  scope.longs(new int[] {0, 1}, 2),
                  scope.booleans(masked, 2, 3),
                  scope.floats(new float[] {0.5f}, 1))
              .get(0)
              .floats()[0];
    }
    double loss = 0;
    for (int p = 0; p < 2; p++) {
      double sum = 0;
      for (int n = 0; n < 3; n++) {
        sum += masked[p * 3 + n] ? 0 : Math.exp(dot(left, 2, right, n) / 0.5);
      }
      loss += (Math.log(sum) - dot(left, 2, right, p) / 0.5) / 2;
    }
    assertThat((double) found).isCloseTo(loss, within(1e-4));
  }

  private static double dot(float[] a, int i, float[] b, int j) {
    double sum = 0;
    for (int k = 0; k < 16; k++) {
      sum += (double) a[i * 16 + k] * b[j * 16 + k];
    }
    return sum;
  }

  @Test
  void contrast_gradient_equalsFiniteDifferences() {
    Bert bert = TinyBert.random(3);
    Map<String, HostTensor> gradients = gradients(bert);
    Random random = new Random(5);
    bert.weights()
        .forEach(
            (name, tensor) -> {
              // One random direction a weight: its derivative is the dot product with the gradient.
              float[] direction = new float[tensor.values().length];
              double expected = 0;
              for (int i = 0; i < direction.length; i++) {
                direction[i] = (float) random.nextGaussian();
                expected += (double) direction[i] * gradients.get(name).values()[i];
              }
              double step = 2e-3;
              double found =
                  (loss(bert, name, direction, step) - loss(bert, name, direction, -step))
                      / (2 * step);
              assertThat(found)
                  .as(name)
                  .isCloseTo(expected, within(3e-3 + 0.03 * Math.abs(expected)));
            });
  }

  private static double loss(Bert bert, String name, float[] direction, double step) {
    HostTensor tensor = bert.weights().get(name);
    float[] moved = tensor.values().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    Map<String, HostTensor> weights = new HashMap<>(bert.weights());
    weights.put(name, new HostTensor(tensor.shape(), moved));
    return contrast(new Bert(bert.config(), weights), new boolean[9]);
  }

  /** The first moment after one step is a tenth of the gradient. */
  private static Map<String, HostTensor> gradients(Bert bert) {
    try (TensorProgram program = bert.compileTrainable("cpu");
        GradientDescent descent =
            new GradientDescent(program, new GradientDescent.Settings(0, 1e9, 0.98))) {
      descent.step("contrast", scope -> inputs(scope, new boolean[9]), 1e-3);
      Map<String, HostTensor> state = descent.state();
      Map<String, HostTensor> gradients = new HashMap<>();
      for (String name : bert.weights().keySet()) {
        HostTensor moment = state.get("first." + name);
        float[] values = moment.values().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] *= 10;
        }
        gradients.put(name, new HostTensor(moment.shape(), values));
      }
      return gradients;
    }
  }
}
