package dev.onesug.model.semanticid;

import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained residual-quantised autoencoder (paper section 3.1): vector to semantic ID and back. At
 * each level the nearest code is taken and subtracted, and the next level quantises what is left.
 * Immutable, plain Java: one vector costs about a tenth of a megaflop, less than a call into native
 * code.
 */
public final class RqVae {
  private static final String CONFIG_FILE = "config.json";
  private static final String WEIGHTS_FILE = "model.safetensors";

  private final RqVaeConfig config;
  private final Map<String, HostTensor> weights;
  private final DenseLayer[] encoder;
  private final DenseLayer[] decoder;
  private final List<Codebook> codebooks = new ArrayList<>();

  /**
   * @param weights named and shaped as {@link RqVaeConfig#weightShapes} says
   * @throws IllegalArgumentException if a weight is missing or has another shape
   */
  public RqVae(RqVaeConfig config, Map<String, HostTensor> weights) {
    config.check(weights);
    this.config = config;
    this.weights = new LinkedHashMap<>(weights);
    this.encoder = new DenseLayer[] {layer("encoder.0"), layer("encoder.1")};
    this.decoder = new DenseLayer[] {layer("decoder.0"), layer("decoder.1")};
    for (int level = 0; level < config.levels(); level++) {
      codebooks.add(new Codebook(weight(RqVaeConfig.codebook(level))));
    }
  }

  private DenseLayer layer(String name) {
    return new DenseLayer(weight(name + ".weight"), weight(name + ".bias").values());
  }

  private HostTensor weight(String name) {
    HostTensor weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("weight " + name + ": absent");
    }
    return weight;
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if a file cannot be read or does not fit the other; it names the file
   */
  public static RqVae load(Path folder) throws IOException {
    RqVaeConfig config = RqVaeConfig.read(folder.resolve(CONFIG_FILE));
    Path file = folder.resolve(WEIGHTS_FILE);
    try {
      return new RqVae(config, SafeTensors.read(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes {@code config.json} and {@code model.safetensors} in half precision. Rounding may move a
   * vector to another code, so an index is built with the loaded quantiser, not with the one in
   * training's memory.
   */
  public void save(Path folder) throws IOException {
    Files.createDirectories(folder);
    config.write(folder.resolve(CONFIG_FILE));
    SafeTensors.write(folder.resolve(WEIGHTS_FILE), weights, SafeTensors.Precision.F16);
  }

  public RqVaeConfig config() {
    return config;
  }

  /**
   * The codes of one vector.
   *
   * @param vector [input size], of unit length
   * @throws IllegalArgumentException if the vector has another size
   */
  public SemanticId quantize(float[] vector) {
    return quantizeLatent(latent(vector));
  }

  /** The codes of many vectors, on all cores. */
  public List<SemanticId> quantize(List<float[]> vectors) {
    return vectors.parallelStream().map(this::quantize).toList();
  }

  /** The vector that the codes stand for: about the one that was quantised. */
  public float[] reconstruct(SemanticId id) {
    float[] sum = new float[config.latentSize()];
    for (int level = 0; level < config.levels(); level++) {
      float[] code = codebooks.get(level).vector(id.code(level));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += code[i];
      }
    }
    return scaled(decoder[1].apply(decoder[0].applyRelu(sum)), 1 / config.inputScale());
  }

  /** What the RQ-VAE encoder makes of a vector, before quantisation: [latent size]. */
  float[] latent(float[] vector) {
    if (vector.length != config.inputSize()) {
      throw new IllegalArgumentException(
          "vector: " + vector.length + " numbers (expected: " + config.inputSize() + ")");
    }
    return encoder[1].apply(encoder[0].applyRelu(scaled(vector, config.inputScale())));
  }

  SemanticId quantizeLatent(float[] latent) {
    float[] residual = latent.clone();
    int[] codes = new int[config.levels()];
    for (int level = 0; level < codes.length; level++) {
      Codebook codebook = codebooks.get(level);
      codes[level] = codebook.nearest(residual);
      float[] taken = codebook.vector(codes[level]);
      for (int i = 0; i < residual.length; i++) {
        residual[i] -= taken[i];
      }
    }
    return SemanticId.of(codes);
  }

  private static float[] scaled(float[] vector, float factor) {
    float[] result = Arrays.copyOf(vector, vector.length);
    for (int i = 0; i < result.length; i++) {
      result[i] *= factor;
    }
    return result;
  }
}
