package dev.onesug.model.embedding;

import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.ProgramSource;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.StoredTensor;
import dev.onesug.model.tensor.TensorFile;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The numbers of a BERT before they are compiled, named as Hugging Face names them. The order of
 * the map is the order in which {@code Bert.py} counts its weights.
 *
 * @param config its size
 * @param weights name to numbers; exactly those of {@link #shapes}
 */
public record Bert(BertConfig config, Map<String, HostTensor> weights) {
  /** The rows of the word embedding are what a smaller vocabulary cuts. */
  public static final String WORD_EMBEDDINGS = "embeddings.word_embeddings.weight";

  private static final String WEIGHTS_FILE = "model.safetensors";

  /** Checkpoints of larger models (with a task's head) put this in front of every name. */
  private static final String NESTED = "bert.";

  /**
   * Orders the weights and leaves out those that the forward pass does not use, such as a pooler.
   *
   * @throws IllegalArgumentException if one is missing or has another shape
   */
  public Bert {
    weights = inProgramOrder(config, weights, HostTensor::shape);
  }

  private static <T> Map<String, T> inProgramOrder(
      BertConfig config, Map<String, T> given, Function<T, long[]> shapeOf) {
    Map<String, T> ordered = new LinkedHashMap<>();
    shapes(config)
        .forEach(
            (name, shape) -> {
              T tensor = given.getOrDefault(name, given.get(NESTED + name));
              long[] found = tensor == null ? null : shapeOf.apply(tensor);
              if (tensor == null || !Arrays.equals(found, shape)) {
                throw new IllegalArgumentException(
                    name
                        + ": "
                        + (found == null ? "missing" : Arrays.toString(found))
                        + " (expected: "
                        + Arrays.toString(shape)
                        + ")");
              }
              ordered.put(name, tensor);
            });
    return ordered;
  }

  /** Name to shape of every weight, in the program's order. */
  public static Map<String, long[]> shapes(BertConfig config) {
    long d = config.hidden();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(WORD_EMBEDDINGS, new long[] {config.vocabulary(), d});
    shapes.put("embeddings.position_embeddings.weight", new long[] {config.positions(), d});
    shapes.put("embeddings.token_type_embeddings.weight", new long[] {2, d});
    norm(shapes, "embeddings.LayerNorm", d);
    for (int i = 0; i < config.layers(); i++) {
      String layer = layer(i);
      linear(shapes, layer + "attention.self.query", d, d);
      linear(shapes, layer + "attention.self.key", d, d);
      linear(shapes, layer + "attention.self.value", d, d);
      linear(shapes, layer + "attention.output.dense", d, d);
      norm(shapes, layer + "attention.output.LayerNorm", d);
      linear(shapes, layer + "intermediate.dense", config.intermediate(), d);
      linear(shapes, layer + "output.dense", d, config.intermediate());
      norm(shapes, layer + "output.LayerNorm", d);
    }
    return shapes;
  }

  private static void linear(Map<String, long[]> shapes, String name, long out, long in) {
    shapes.put(name + ".weight", new long[] {out, in});
    shapes.put(name + ".bias", new long[] {out});
  }

  private static void norm(Map<String, long[]> shapes, String name, long size) {
    shapes.put(name + ".weight", new long[] {size});
    shapes.put(name + ".bias", new long[] {size});
  }

  /**
   * Reads {@code config.json} and {@code model.safetensors}.
   *
   * @throws IOException if a file is missing, damaged, or does not fit the other; it names the file
   */
  public static Bert read(Path folder) throws IOException {
    BertConfig config = BertConfig.read(folder);
    Path file = folder.resolve(WEIGHTS_FILE);
    try {
      return new Bert(config, SafeTensors.read(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Writes {@code config.json} and {@code model.safetensors} into an existing folder. */
  public void write(Path folder, Precision precision) throws IOException {
    config.write(folder);
    SafeTensors.write(folder.resolve(WEIGHTS_FILE), weights, precision);
  }

  /**
   * Keeps as many layers, half of them from below and half from above, and drops the middle. The
   * last layers gather a text into its {@code [CLS]}: without them it hardly differs between texts.
   * With 4 of 12 layers, before any tuning, Recall@10 of 200 real prefixes among 200 queries was
   * 0.84; with the first four layers 0.53, all cosines being 1.0000.
   */
  public Bert keepLayers(int layers) {
    if (layers < 1 || layers > config.layers()) {
      throw new IllegalArgumentException(
          "layers: " + layers + " (expected: 1.." + config.layers() + ")");
    }
    Map<String, HostTensor> kept = new HashMap<>(weights);
    int below = layers / 2;
    for (int to = below; to < layers; to++) {
      String from = layer(to + config.layers() - layers);
      String renamed = layer(to);
      weights.forEach(
          (name, tensor) -> {
            if (name.startsWith(from)) {
              kept.put(renamed + name.substring(from.length()), tensor);
            }
          });
    }
    return new Bert(config.withLayers(layers), kept);
  }

  private static String layer(int number) {
    return "encoder.layer." + number + ".";
  }

  /**
   * A program with the methods {@code embed(ids [B, T]) -> [B, D]} and {@code contrast} (InfoNCE),
   * and if packed with {@code embed_fast}, whose linear maps have weights in 8 bits, a scale a row,
   * and inputs in 8 bits, a scale a call.
   *
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   */
  public TensorProgram compile(String device) {
    return TensorProgram.compile(source(config), Weights.frozen(weights, device)).pack();
  }

  /**
   * As {@link #compile}, straight from a folder: the numbers do not pass the heap.
   *
   * @throws IOException as {@link #read}
   */
  static TensorProgram load(Path folder, BertConfig config, String device) throws IOException {
    Path file = folder.resolve(WEIGHTS_FILE);
    try (TensorFile stored = TensorFile.open(file)) {
      Map<String, List<StoredTensor>> weights = inProgramOrder(file, config, stored);
      return TensorProgram.compile(source(config), Weights.stored(weights, device)).pack();
    }
  }

  private static Map<String, List<StoredTensor>> inProgramOrder(
      Path file, BertConfig config, TensorFile stored) throws IOException {
    try {
      Map<String, List<StoredTensor>> weights = new LinkedHashMap<>();
      inProgramOrder(config, stored.tensors(), StoredTensor::shape)
          .forEach((name, tensor) -> weights.put(name, List.of(tensor)));
      return weights;
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The same program with weights that collect gradients. */
  public TensorProgram compileTrainable(String device) {
    return TensorProgram.compile(source(config), Weights.trainable(weights, device));
  }

  private static ProgramSource source(BertConfig config) {
    return ProgramSource.of(
        Bert.class,
        "Bert",
        Map.of(
            "LAYERS", config.layers(),
            "HEADS", config.heads(),
            "HEAD_SIZE", config.hidden() / config.heads(),
            "HIDDEN", config.hidden(),
            "PAD", config.padding(),
            "EPSILON", String.format(Locale.ROOT, "%e", config.epsilon())));
  }
}
