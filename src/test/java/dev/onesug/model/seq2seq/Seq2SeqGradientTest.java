package dev.onesug.model.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.model.tensor.TensorScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Seq2SeqGradientTest {
  private static final List<int[]> INPUTS = List.of(new int[] {2, 9, 17, 3, 11}, new int[] {2, 8});
  private static final List<int[]> TARGETS = List.of(new int[] {20, 9}, new int[] {13, 14, 15});

  @TempDir Path folder;

  /**
   * Along a group's own gradient the loss rises by the gradient's length; along anything else it
   * rises by less.
   */
  @Test
  void loss_everyLayer_gradientEqualsFiniteDifferences() throws IOException {
    Seq2SeqConfig config = TinyModels.config("gelu", false);
    Seq2SeqBatch batch = Seq2SeqBatch.of(config, INPUTS, TARGETS);
    checkGradient(config, "loss", batch::tensors);
  }

  /** Two lists of a better query and two others, one weighted inside, one outside. */
  @Test
  void listLoss_everyLayer_gradientEqualsFiniteDifferences() throws IOException {
    Seq2SeqConfig config = TinyModels.config("gelu", false);
    List<int[]> targets =
        List.of(
            new int[] {20, 9},
            new int[] {13},
            new int[] {20, 15, 9},
            new int[] {14, 15},
            new int[] {13, 14, 15},
            new int[] {7});
    Seq2SeqBatch batch = Seq2SeqBatch.of(config, INPUTS, targets);
    float[] biases = new float[batch.targetTokens() * config.vocabularySize()];
    for (int i = 0; i < biases.length; i++) {
      biases[i] = i % 3 == 0 ? -1e9f : -(i % 5);
    }
    // What is written may be chosen.
    int row = 0;
    for (int[] target : targets) {
      for (int token : target) {
        biases[row++ * config.vocabularySize() + token] = -1;
      }
      biases[row++ * config.vocabularySize() + config.endToken()] = -2;
    }
    float[] reference = {-9, -8, -12, -7, -11, -6};
    float[] weights = {2, 1, 1, 0.7f};
    float[] scales = {0.5f, 0.5f, 0.4f};
    checkGradient(
        config, "list_loss", scope -> batch.tensors(scope, biases, reference, weights, scales));
  }

  private void checkGradient(
      Seq2SeqConfig config, String loss, Function<TensorScope, Tensor[]> inputs)
      throws IOException {
    TensorEngine.threads(1);
    Map<String, HostTensor> weights = TinyModels.write(folder, config);
    Map<String, HostTensor> gradients = gradients(config, loss, inputs);
    Map<String, List<String>> groups =
        weights.keySet().stream()
            .collect(Collectors.groupingBy(name -> name.replaceFirst("(layers\\.\\d).*", "$1")));
    groups.forEach(
        (group, names) -> {
          double length =
              Math.sqrt(names.stream().mapToDouble(n -> square(gradients.get(n))).sum());
          double step = 0.02 / length;
          double rise = loss(loss, inputs, moved(weights, gradients, names, step));
          rise -= loss(loss, inputs, moved(weights, gradients, names, -step));
          assertThat(rise / (2 * step * length))
              .as(group)
              .isCloseTo(length, within(1e-3 + 0.01 * length));
        });
  }

  private static double square(HostTensor tensor) {
    return IntStream.range(0, tensor.values().length)
        .mapToDouble(i -> (double) tensor.values()[i] * tensor.values()[i])
        .sum();
  }

  private static Map<String, HostTensor> moved(
      Map<String, HostTensor> weights,
      Map<String, HostTensor> gradients,
      List<String> names,
      double step) {
    Map<String, HostTensor> moved = new LinkedHashMap<>(weights);
    for (String name : names) {
      float[] values = weights.get(name).values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (step * gradients.get(name).values()[i]);
      }
      moved.put(name, HostTensor.of(values, weights.get(name).shape()));
    }
    return moved;
  }

  /** AdamW's first moment after one step from zero is a tenth of the gradient. */
  private Map<String, HostTensor> gradients(
      Seq2SeqConfig config, String loss, Function<TensorScope, Tensor[]> inputs)
      throws IOException {
    GradientDescent.Settings unclipped = new GradientDescent.Settings(0, 1e9, 0.98);
    try (Seq2SeqModel model = Seq2SeqModel.loadTrainable(folder, "cpu");
        GradientDescent descent = new GradientDescent(model.program(), unclipped)) {
      descent.step(loss, inputs, 0);
      Map<String, HostTensor> fused = new LinkedHashMap<>();
      descent
          .state()
          .forEach(
              (name, moment) -> {
                if (name.startsWith("first.")) {
                  float[] gradient = moment.values().clone();
                  for (int i = 0; i < gradient.length; i++) {
                    gradient[i] *= 10;
                  }
                  fused.put(name.substring(6), HostTensor.of(gradient, moment.shape()));
                }
              });
      return new BartLayout(config).toFile(fused);
    }
  }

  private double loss(
      String loss, Function<TensorScope, Tensor[]> inputs, Map<String, HostTensor> weights) {
    try {
      SafeTensors.write(folder.resolve("model.safetensors"), weights, Precision.F32);
      try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu");
          TensorScope scope = model.program().open()) {
        return scope.call(loss, (Object[]) inputs.apply(scope)).get(0).floats()[0];
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
