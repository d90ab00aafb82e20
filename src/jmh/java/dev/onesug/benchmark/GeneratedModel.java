package dev.onesug.benchmark;

import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.nio.file.Path;

/** Untrained weights: what a search costs does not hang on what it says. */
final class GeneratedModel {
  private static final long SEED = 5;

  private GeneratedModel() {}

  /** Writes {@code config.json} and {@code model.safetensors}; the same for a geometry always. */
  static void write(Path folder, Geometry geometry) throws IOException {
    try (Seq2SeqModel model = Seq2SeqModel.untrained(geometry.config(), SEED, "cpu")) {
      model.save(folder, Precision.F32);
    }
  }
}
