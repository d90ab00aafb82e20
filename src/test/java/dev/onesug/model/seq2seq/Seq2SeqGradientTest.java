package dev.onesug.model.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    TensorEngine.threads(1);
    Seq2SeqConfig config = TinyModels.config("gelu", false);
    Map<String, HostTensor> weights = TinyModels.write(folder, config);
    Map<String, HostTensor> gradients = gradients(config);
    Map<String, List<String>> groups =
        weights.keySet().stream()
            .collect(Collectors.groupingBy(name -> name.replaceFirst("(layers\\.\\d).*", "$1")));
    groups.forEach(
        (group, names) -> {
          double length =
              Math.sqrt(names.stream().mapToDouble(n -> square(gradients.get(n))).sum());
          double step = 0.02 / length;
          double rise = loss(moved(weights, gradients, names, step));
          rise -= loss(moved(weights, gradients, names, -step));
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
  private Map<String, HostTensor> gradients(Seq2SeqConfig config) throws IOException {
    GradientDescent.Settings unclipped = new GradientDescent.Settings(0, 1e9, 0.98);
    try (Seq2SeqModel model = Seq2SeqModel.loadTrainable(folder, "cpu");
        GradientDescent descent = new GradientDescent(model.program(), unclipped)) {
      descent.step("loss", Seq2SeqBatch.of(config, INPUTS, TARGETS)::tensors, 0);
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

  private double loss(Map<String, HostTensor> weights) {
    try {
      SafeTensors.write(folder.resolve("model.safetensors"), weights, Precision.F32);
      try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu")) {
        return model.loss(Seq2SeqBatch.of(model.config(), INPUTS, TARGETS));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
