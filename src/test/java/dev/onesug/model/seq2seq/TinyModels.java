package dev.onesug.model.seq2seq;

import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Models small enough to compute by hand, with weights large enough to matter. */
public final class TinyModels {
  private TinyModels() {}

  public static Seq2SeqConfig config(String activation, boolean scaleEmbedding) {
    return new Seq2SeqConfig(
        29,
        12,
        2,
        3,
        3,
        2,
        20,
        18,
        40,
        activation,
        scaleEmbedding,
        0,
        5,
        6,
        CutWord.CHARACTERS,
        40,
        10);
  }

  /** Writes a folder of random weights, biases and norms included; returns them by file name. */
  public static Map<String, HostTensor> write(Path folder, Seq2SeqConfig config)
      throws IOException {
    Random random = new Random(3);
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    BartLayout layout = new BartLayout(config);
    layout
        .toFile(layout.random(1))
        .forEach(
            (name, tensor) -> {
              HostTensor noise = HostTensor.normal(random, 0.4, tensor.shape());
              boolean gain = name.contains("norm") && name.endsWith(".weight");
              for (int i = 0; gain && i < noise.values().length; i++) {
                noise.values()[i] += 1;
              }
              weights.put(name, noise);
            });
    config.write(folder.resolve("config.json"));
    SafeTensors.write(folder.resolve("model.safetensors"), weights, Precision.F32);
    return weights;
  }
}
