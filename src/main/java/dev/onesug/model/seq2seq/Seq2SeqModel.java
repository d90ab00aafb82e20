package dev.onesug.model.seq2seq;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.ProgramSource;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.StoredTensor;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.model.tensor.TensorFile;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.tensor.TensorScope;
import dev.onesug.model.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The encoder-decoder (paper section 3.2), in the layout of Hugging Face's BART: post-layer norms,
 * learned positions, tied embeddings. A {@code facebook/bart-base} folder loads. Safe for
 * concurrent use.
 *
 * @see <a href="https://arxiv.org/abs/1910.13461">BART</a>
 */
public final class Seq2SeqModel implements AutoCloseable {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";

  private final Seq2SeqConfig config;
  private final TensorProgram program;

  private Seq2SeqModel(Seq2SeqConfig config, Weights weights, ServingPrecision precision) {
    this.config = config;
    this.program = TensorProgram.compile(source(config, precision), weights);
  }

  /**
   * Opens {@code config.json} and {@code model.safetensors} of a folder, to serve.
   *
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   * @throws IOException if a file is missing or does not fit the other; it names the file
   */
  public static Seq2SeqModel load(Path folder, String device) throws IOException {
    Seq2SeqConfig config = Seq2SeqConfig.read(folder.resolve(CONFIG));
    Weights weights = weights(folder, config, stored -> Weights.stored(stored, device));
    return new Seq2SeqModel(config, weights, ServingPrecision.FP32);
  }

  /**
   * As {@link #load}, but in another precision: on a CPU {@link #decoder} computes with weights
   * that are packed once, and everything else stays exact; on a GPU everything is computed in half
   * precision.
   */
  public static Seq2SeqModel loadToServe(Path folder, String device, ServingPrecision precision)
      throws IOException {
    Seq2SeqConfig config = Seq2SeqConfig.read(folder.resolve(CONFIG));
    if (precision.isNarrow() && TensorEngine.isGpu(device)) {
      return loadInHalf(folder, device);
    }
    Weights weights = weights(folder, config, stored -> Weights.stored(stored, device));
    Seq2SeqModel model = new Seq2SeqModel(config, weights, precision);
    if (precision.isNarrow()) {
      model.program.pack();
    }
    return model;
  }

  /** As {@link #load}, but everything is computed in half precision, as on a GPU. */
  static Seq2SeqModel loadInHalf(Path folder, String device) throws IOException {
    Seq2SeqConfig config = Seq2SeqConfig.read(folder.resolve(CONFIG));
    Weights weights = weights(folder, config, stored -> Weights.storedInHalf(stored, device));
    return new Seq2SeqModel(config, weights, ServingPrecision.FP32);
  }

  /** As {@link #load}, but the weights collect gradients. */
  public static Seq2SeqModel loadTrainable(Path folder, String device) throws IOException {
    return loadTrainable(folder, Seq2SeqConfig.read(folder.resolve(CONFIG)), device);
  }

  /**
   * As {@link #loadTrainable(Path, String)}, but fed otherwise than its own configuration says.
   *
   * @param config of the same network
   */
  public static Seq2SeqModel loadTrainable(Path folder, Seq2SeqConfig config, String device)
      throws IOException {
    Weights weights = weights(folder, config, stored -> Weights.trainable(onHeap(stored), device));
    return new Seq2SeqModel(config, weights, ServingPrecision.FP32);
  }

  /** An untrained model whose weights collect gradients. The same seed gives the same weights. */
  public static Seq2SeqModel untrained(Seq2SeqConfig config, long seed, String device) {
    return new Seq2SeqModel(
        config,
        Weights.trainable(new BartLayout(config).random(seed), device),
        ServingPrecision.FP32);
  }

  private static Weights weights(
      Path folder, Seq2SeqConfig config, Function<Map<String, List<StoredTensor>>, Weights> upload)
      throws IOException {
    Path file = folder.resolve(WEIGHTS);
    try (TensorFile stored = TensorFile.open(file)) {
      return upload.apply(new BartLayout(config).fromFile(file, stored.tensors()));
    }
  }

  private static Map<String, HostTensor> onHeap(Map<String, List<StoredTensor>> stored) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    stored.forEach((name, parts) -> tensors.put(name, StoredTensor.stacked(parts)));
    return tensors;
  }

  private static ProgramSource source(Seq2SeqConfig config, ServingPrecision precision) {
    Map<String, Object> values =
        new HashMap<>(
            Map.of(
                "D", config.dModel(),
                "V", config.vocabularySize(),
                "ACTIVATION", config.activation(),
                "EMBEDDING_SCALE",
                    config.scaleEmbedding() ? " * " + Math.sqrt(config.dModel()) : "",
                "ENCODER_LAYERS", config.encoderLayers(),
                "ENCODER_HEADS", config.encoderHeads(),
                "DECODER_LAYERS", config.decoderLayers(),
                "DECODER_HEADS", config.decoderHeads()));
    values.putAll(precision.placeholders());
    return ProgramSource.of(Seq2SeqModel.class, "Bart", values);
  }

  /** Writes {@code config.json} and {@code model.safetensors} into a folder. */
  public void save(Path folder, Precision precision) throws IOException {
    config.write(folder.resolve(CONFIG));
    SafeTensors.write(
        folder.resolve(WEIGHTS),
        new BartLayout(config).toFile(program.weights().download()),
        precision);
  }

  /**
   * Writes a network as plain PyTorch loads it: {@code config.json}, {@code program-fp16.pt} and
   * {@code program-int8.pt}, which differ only in how {@code pack} packs weights for a CPU, and in
   * {@code parameters.json} the weights that the program's methods take first: of each its shape
   * and the names in {@code model.safetensors} of what is stacked in it.
   */
  public static void writeProgram(Path folder, Seq2SeqConfig config) throws IOException {
    config.write(folder.resolve(CONFIG));
    source(config, ServingPrecision.FP16).write(folder.resolve("program-fp16.pt"));
    source(config, ServingPrecision.INT8).write(folder.resolve("program-int8.pt"));
    new BartLayout(config).write(folder.resolve("parameters.json"));
  }

  public Seq2SeqConfig config() {
    return config;
  }

  /** The program, for trainers; its loss methods take a {@link Seq2SeqBatch}. */
  public TensorProgram program() {
    return program;
  }

  /** Encodes one input and decodes over it; see {@link #decoder(List)}. */
  public Decoder decoder(int[] input) {
    return decoder(List.of(input));
  }

  /**
   * Encodes inputs once, beside each other, and decodes over them.
   *
   * @param inputs each [S] what {@link EncoderInputBuilder} made; at least one
   * @return for one thread, to be closed by the caller
   * @throws IllegalArgumentException if an input is empty, too long, or has an id out of range
   */
  public Decoder decoder(List<int[]> inputs) {
    inputs.forEach(input -> Seq2SeqBatch.checkInput(config, input));
    return new TreeDecoder(config, program, inputs);
  }

  /**
   * The log-probability of each target token and of the end after them, over the whole vocabulary.
   *
   * @param inputs as for {@link #decoder}
   * @param targets token ids without start and end, one array for each input
   * @return for each pair, one number more than its target has tokens
   */
  public double[][] tokenLogProbs(List<int[]> inputs, List<int[]> targets) {
    Seq2SeqBatch batch = Seq2SeqBatch.of(config, inputs, targets);
    try (TensorScope scope = program.open()) {
      float[] flat = scope.call("log_probs", (Object[]) batch.tensors(scope)).get(0).floats();
      return batch.byTarget(flat);
    }
  }

  /** The mean loss over the target tokens of a batch, in nats, without gradients. */
  public double loss(Seq2SeqBatch batch) {
    try (TensorScope scope = program.open()) {
      return scope.call("loss", (Object[]) batch.tensors(scope)).get(0).floats()[0];
    }
  }

  /** The same with biases on the logits; see {@link Seq2SeqBatch#tensors(TensorScope, float[])}. */
  public double loss(Seq2SeqBatch batch, float[] biases) {
    return call("loss_among", batch, biases)[0];
  }

  /**
   * The log-probability of each whole target, its end included, among what the biases leave to
   * choose from.
   *
   * @return [P] as the batch has targets
   */
  public float[] targetLogProbs(Seq2SeqBatch batch, float[] biases) {
    return call("target_log_probs", batch, biases);
  }

  /**
   * The log-probability of everything that may follow at each real target position.
   *
   * @return [N × V], next to minus infinity for what may not follow
   */
  public float[] choiceLogProbs(Seq2SeqBatch batch, float[] biases) {
    return call("choice_log_probs", batch, biases);
  }

  private float[] call(String method, Seq2SeqBatch batch, float[] biases) {
    try (TensorScope scope = program.open()) {
      return scope.call(method, (Object[]) batch.tensors(scope, biases)).get(0).floats();
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
