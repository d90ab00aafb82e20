package dev.onesug.model.semanticid;

import dev.onesug.model.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shape of an RQ-VAE, and its {@code config.json}.
 *
 * @param inputSize the size of the vectors that are quantised
 * @param hiddenSize of the one hidden layer of the RQ-VAE encoder, and of the decoder
 * @param latentSize the size of the vectors that codebooks hold
 * @param levels codes in a semantic ID
 * @param codebookSize codes to choose from at each level
 */
public record RqVaeConfig(
    int inputSize, int hiddenSize, int latentSize, int levels, int codebookSize) {
  /** Codes are stored as 16 bits, sign apart. */
  public static final int MAX_CODEBOOK_SIZE = Short.MAX_VALUE;

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * @throws IllegalArgumentException if a size is not positive, or there are too many levels or
   *     codes
   */
  public RqVaeConfig {
    require("inputSize", inputSize, 65_536);
    require("hiddenSize", hiddenSize, 65_536);
    require("latentSize", latentSize, 65_536);
    require("levels", levels, 16);
    require("codebookSize", codebookSize, MAX_CODEBOOK_SIZE);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 1.." + most + ")");
    }
  }

  /**
   * Inputs are unit vectors; multiplied by this their components are about 1, which is what weights
   * start for and what the loss is balanced for.
   */
  public float inputScale() {
    return (float) Math.sqrt(inputSize);
  }

  /** The name and shape of each weight, in the order in which programs count them. */
  public Map<String, long[]> weightShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    layer(shapes, "encoder.0", inputSize, hiddenSize);
    layer(shapes, "encoder.1", hiddenSize, latentSize);
    layer(shapes, "decoder.0", latentSize, hiddenSize);
    layer(shapes, "decoder.1", hiddenSize, inputSize);
    for (int level = 0; level < levels; level++) {
      shapes.put(codebook(level), new long[] {codebookSize, latentSize});
    }
    return shapes;
  }

  /** The name of a level's codebook among the weights. */
  public static String codebook(int level) {
    return "codebooks." + level;
  }

  private static void layer(Map<String, long[]> shapes, String name, int inputs, int outputs) {
    shapes.put(name + ".weight", new long[] {outputs, inputs});
    shapes.put(name + ".bias", new long[] {outputs});
  }

  void check(Map<String, HostTensor> weights) {
    weightShapes()
        .forEach(
            (name, shape) -> {
              HostTensor weight = weights.get(name);
              if (weight == null || !Arrays.equals(weight.shape(), shape)) {
                throw new IllegalArgumentException(
                    "weight "
                        + name
                        + ": "
                        + (weight == null ? "absent" : Arrays.toString(weight.shape()))
                        + " (expected: "
                        + Arrays.toString(shape)
                        + ")");
              }
            });
  }

  static RqVaeConfig read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), RqVaeConfig.class);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(file + ": not the configuration of an RQ-VAE: " + e.getMessage(), e);
    }
  }

  void write(Path file) throws IOException {
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }
}
