package dev.onesug.model.semanticid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.tensor.HostTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RqVaeTest {
  private static final RqVaeConfig CONFIG = new RqVaeConfig(6, 5, 4, 3, 7);

  private static Map<String, HostTensor> weights() {
    Random random = new Random(11);
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    CONFIG
        .weightShapes()
        .forEach((name, shape) -> weights.put(name, HostTensor.normal(random, 1, shape)));
    return weights;
  }

  private static float[] vector(Random random) {
    float[] vector = new float[6];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  @Test
  void quantize_eachLevel_takesTheCodeThatLeavesTheLeast() {
    Map<String, HostTensor> weights = weights();
    RqVae quantizer = new RqVae(CONFIG, weights);
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      float[] vector = vector(random);
      SemanticId id = quantizer.quantize(vector);
      float[] residual = quantizer.latent(vector);
      for (int level = 0; level < 3; level++) {
        float[] codes = weights.get("codebooks." + level).values();
        double taken = left(residual, codes, id.code(level));
        for (int code = 0; code < 7; code++) {
          assertThat(taken).isLessThanOrEqualTo(left(residual, codes, code) + 1e-4);
        }
        for (int d = 0; d < 4; d++) {
          residual[d] -= codes[id.code(level) * 4 + d];
        }
      }
    }
  }

  private static double left(float[] residual, float[] codes, int code) {
    double sum = 0;
    for (int d = 0; d < residual.length; d++) {
      sum += Math.pow(residual[d] - codes[code * residual.length + d], 2);
    }
    return sum;
  }

  @Test
  void latent_matchesTheFormula() {
    Map<String, HostTensor> weights = weights();
    float[] vector = vector(new Random(2));
    double[] hidden = new double[5];
    for (int out = 0; out < 5; out++) {
      hidden[out] = weights.get("encoder.0.bias").values()[out];
      for (int in = 0; in < 6; in++) {
        hidden[out] +=
            weights.get("encoder.0.weight").values()[out * 6 + in] * vector[in] * Math.sqrt(6);
      }
      hidden[out] = Math.max(0, hidden[out]);
    }
    float[] latent = new RqVae(CONFIG, weights).latent(vector);
    for (int out = 0; out < 4; out++) {
      double expected = weights.get("encoder.1.bias").values()[out];
      for (int in = 0; in < 5; in++) {
        expected += weights.get("encoder.1.weight").values()[out * 5 + in] * hidden[in];
      }
      assertThat((double) latent[out]).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void quantize_wrongSize_isRefused() {
    assertThatThrownBy(() -> new RqVae(CONFIG, weights()).quantize(new float[5]))
        .hasMessage("vector: 5 numbers (expected: 6)");
  }

  @Test
  void load_filesThatDoNotFit_areRefusedByName(@TempDir Path folder) throws Exception {
    new RqVae(CONFIG, weights()).save(folder);
    Path config = folder.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("7", "8"));
    assertThatThrownBy(() -> RqVae.load(folder))
        .hasMessageContaining("model.safetensors: weight codebooks.0: [7, 4] (expected: [8, 4])");

    Files.writeString(config, "{\"input_size\": 0}");
    assertThatThrownBy(() -> RqVae.load(folder))
        .hasMessageContaining("config.json: not the configuration of an RQ-VAE");
  }
}
