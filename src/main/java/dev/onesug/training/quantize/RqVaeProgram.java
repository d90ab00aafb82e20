package dev.onesug.training.quantize;

import dev.onesug.model.semanticid.RqVaeConfig;
import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.ProgramSource;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.tensor.TensorScope;
import dev.onesug.model.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The RQ-VAE as a trainable program; it says in plain arrays what {@code RqVae.py} computes. */
final class RqVaeProgram implements AutoCloseable {
  /** Weight of the term that holds latents to their codes (method: 0.25). */
  private static final double COMMITMENT = 0.25;

  private static final int BATCH = 1024;

  private final RqVaeConfig config;
  private final TensorProgram program;

  RqVaeProgram(RqVaeConfig config, Map<String, HostTensor> weights, String device) {
    this.config = config;
    ProgramSource source =
        ProgramSource.of(
            RqVaeProgram.class,
            "RqVae",
            Map.of(
                "SCALE",
                config.inputScale(),
                "INPUT_SIZE",
                (double) config.inputSize(),
                "LEVELS",
                config.levels(),
                "COMMITMENT",
                COMMITMENT));
    this.program = TensorProgram.compile(source, Weights.trainable(weights, device));
  }

  GradientDescent descent() {
    return new GradientDescent(program, new GradientDescent.Settings(0, 1.0, 0.98));
  }

  /** What the RQ-VAE encoder makes of vectors, before quantisation. */
  List<float[]> latents(List<float[]> vectors) {
    List<float[]> latents = new ArrayList<>(vectors.size());
    int size = config.latentSize();
    for (int begin = 0; begin < vectors.size(); begin += BATCH) {
      List<float[]> batch = vectors.subList(begin, Math.min(vectors.size(), begin + BATCH));
      try (TensorScope scope = program.open()) {
        float[] rows =
            scope
                .call(
                    "latents",
                    scope.floats(flat(batch, config.inputSize()), batch.size(), config.inputSize()))
                .get(0)
                .floats();
        for (int row = 0; row < batch.size(); row++) {
          latents.add(Arrays.copyOfRange(rows, row * size, (row + 1) * size));
        }
      }
    }
    return latents;
  }

  /** The codes of vectors as the program chooses them: [vector][level]. */
  long[][] codes(List<float[]> vectors) {
    try (TensorScope scope = program.open()) {
      long[] flat =
          scope
              .call(
                  "codes",
                  scope.floats(
                      flat(vectors, config.inputSize()), vectors.size(), config.inputSize()))
              .get(0)
              .longs();
      long[][] codes = new long[vectors.size()][];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = Arrays.copyOfRange(flat, i * config.levels(), (i + 1) * config.levels());
      }
      return codes;
    }
  }

  /** [level][code][latent size] */
  float[][][] codebooks() {
    Map<String, HostTensor> weights = weights();
    float[][][] codebooks = new float[config.levels()][config.codebookSize()][];
    int size = config.latentSize();
    for (int level = 0; level < codebooks.length; level++) {
      float[] values = List.copyOf(weights.values()).get(8 + level).values();
      for (int code = 0; code < config.codebookSize(); code++) {
        codebooks[level][code] = Arrays.copyOfRange(values, code * size, (code + 1) * size);
      }
    }
    return codebooks;
  }

  void move(List<Codebooks.Move> moves) {
    for (int level = 0; level < config.levels(); level++) {
      int at = level;
      List<Codebooks.Move> here = moves.stream().filter(move -> move.level() == at).toList();
      if (!here.isEmpty()) {
        int[] rows = here.stream().mapToInt(Codebooks.Move::code).toArray();
        float[] values =
            flat(here.stream().map(Codebooks.Move::vector).toList(), config.latentSize());
        try (TensorScope scope = program.open()) {
          scope.call(
              "replace",
              level,
              scope.longs(rows, rows.length),
              scope.floats(values, rows.length, config.latentSize()));
        }
      }
    }
  }

  Map<String, HostTensor> weights() {
    return program.weights().download();
  }

  static float[] flat(List<float[]> rows, int width) {
    float[] flat = new float[rows.size() * width];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, flat, row * width, width);
    }
    return flat;
  }

  @Override
  public void close() {
    program.close();
  }
}
