package dev.onesug.model.seq2seq;

import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where each weight of the program {@code Bart.py} comes from: Hugging Face's names, with the
 * query, key and value projections of an attention stacked into one matrix.
 */
final class BartLayout {
  /** BART never uses the first two rows of its position tables. */
  static final int POSITION_OFFSET = 2;

  private static final double EMBEDDING_DEVIATION = 0.02;

  /** Of the decoder's last layer norm where training begins. */
  private static final float FIRST_GAIN = 0.1f;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PREFIX = "model.";
  private static final String LOGITS_BIAS = "final_logits_bias";
  private static final String EMBEDDINGS = PREFIX + "shared.weight";

  /** Other names of the embeddings, which are one matrix; a file has some, one, or none of them. */
  private static final List<String> TIED =
      List.of(
          PREFIX + "encoder.embed_tokens.weight",
          PREFIX + "decoder.embed_tokens.weight",
          "lm_head.weight");

  /** One weight of the program: parts of equal shape, stacked by rows. */
  private record Slot(List<String> parts, long[] partShape) {
    String name() {
      return String.join("+", parts);
    }

    long[] shape() {
      long[] shape = partShape.clone();
      shape[0] *= parts.size();
      return shape;
    }
  }

  private final List<Slot> slots = new ArrayList<>();
  private final Seq2SeqConfig config;

  BartLayout(Seq2SeqConfig config) {
    this.config = config;
    int d = config.dModel();
    add(EMBEDDINGS, config.vocabularySize(), d);
    add(LOGITS_BIAS, 1, config.vocabularySize());
    for (String stack : List.of("encoder.", "decoder.")) {
      add(PREFIX + stack + "embed_positions.weight", config.maxPositions() + POSITION_OFFSET, d);
      norm(PREFIX + stack + "layernorm_embedding");
    }
    for (int i = 0; i < config.encoderLayers(); i++) {
      String layer = PREFIX + "encoder.layers." + i + ".";
      selfAttention(layer);
      feedForward(layer, config.encoderFeedForward());
    }
    for (int i = 0; i < config.decoderLayers(); i++) {
      String layer = PREFIX + "decoder.layers." + i + ".";
      selfAttention(layer);
      linear(List.of(layer + "encoder_attn.q_proj"), d, d);
      linear(List.of(layer + "encoder_attn.k_proj", layer + "encoder_attn.v_proj"), d, d);
      linear(List.of(layer + "encoder_attn.out_proj"), d, d);
      norm(layer + "encoder_attn_layer_norm");
      feedForward(layer, config.decoderFeedForward());
    }
  }

  private void selfAttention(String layer) {
    int d = config.dModel();
    String attention = layer + "self_attn.";
    linear(List.of(attention + "q_proj", attention + "k_proj", attention + "v_proj"), d, d);
    linear(List.of(attention + "out_proj"), d, d);
    norm(layer + "self_attn_layer_norm");
  }

  private void feedForward(String layer, int width) {
    linear(List.of(layer + "fc1"), width, config.dModel());
    linear(List.of(layer + "fc2"), config.dModel(), width);
    norm(layer + "final_layer_norm");
  }

  private void linear(List<String> parts, int outputs, int inputs) {
    slots.add(new Slot(suffixed(parts, ".weight"), new long[] {outputs, inputs}));
    slots.add(new Slot(suffixed(parts, ".bias"), new long[] {outputs}));
  }

  private void norm(String name) {
    add(name + ".weight", config.dModel());
    add(name + ".bias", config.dModel());
  }

  private void add(String name, long... shape) {
    slots.add(new Slot(List.of(name), shape));
  }

  private static List<String> suffixed(List<String> parts, String suffix) {
    return parts.stream().map(part -> part + suffix).toList();
  }

  /**
   * Weights to begin training from, in the program's order. Embeddings as BART has them;
   * projections as the first transformers had them, one over the root of their inputs: at BART's
   * 0.02 the attention of a model this narrow starts out uniform and learns to look at its input
   * late. Values and output of the cross attention start as identities: what the decoder attends to
   * is then a token that it tends to write, since input and output share the embeddings. Without
   * that the decoder learns late that there is an input. The decoder's last gain starts low, so
   * that an untrained model says next to nothing: what it says at random would first have to be
   * unlearned against the prior (src/docs/experiments.md, 2026-11-27, for both).
   */
  Map<String, HostTensor> random(long seed) {
    Random random = new Random(seed);
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    slots.forEach(slot -> weights.put(slot.name(), copying(slot, initial(slot, random))));
    String last = PREFIX + "decoder.layers." + (config.decoderLayers() - 1) + ".";
    Arrays.fill(
        Objects.requireNonNull(weights.get(last + "final_layer_norm.weight")).values(), FIRST_GAIN);
    return weights;
  }

  /** Puts identities where the cross attention copies what it attends to. */
  private static HostTensor copying(Slot slot, HostTensor tensor) {
    int size = Math.toIntExact(elements(slot.partShape()));
    for (int part = 0; part < slot.parts().size(); part++) {
      String name = slot.parts().get(part);
      if (name.endsWith("encoder_attn.v_proj.weight")
          || name.endsWith("encoder_attn.out_proj.weight")) {
        int width = Math.toIntExact(slot.partShape()[1]);
        Arrays.fill(tensor.values(), part * size, (part + 1) * size, 0);
        for (int i = 0; i < width; i++) {
          tensor.values()[part * size + i * width + i] = 1;
        }
      }
    }
    return tensor;
  }

  private static HostTensor initial(Slot slot, Random random) {
    String name = slot.name();
    if (slot.partShape().length == 1 || name.equals(LOGITS_BIAS)) {
      boolean gain = name.contains("norm") && name.endsWith(".weight");
      return gain ? HostTensor.ones(slot.shape()) : HostTensor.zeros(slot.shape());
    }
    boolean embedding = name.contains("embed_positions") || name.contains("shared");
    double deviation =
        embedding ? EMBEDDING_DEVIATION : 1 / Math.sqrt((double) slot.partShape()[1]);
    return HostTensor.normal(random, deviation, slot.shape());
  }

  /**
   * From the names of a file to the program's order: of each weight the parts that are stacked.
   *
   * @throws IOException if a weight is missing or has another shape than the configuration says, or
   *     embeddings that the program shares differ
   */
  Map<String, List<StoredTensor>> fromFile(Path file, Map<String, StoredTensor> stored)
      throws IOException {
    requireTied(file, stored);
    Map<String, List<StoredTensor>> weights = new LinkedHashMap<>();
    for (Slot slot : slots) {
      List<StoredTensor> parts = new ArrayList<>();
      for (String part : slot.parts()) {
        parts.add(part(file, stored, part, slot.partShape()));
      }
      weights.put(slot.name(), parts);
    }
    return weights;
  }

  private static StoredTensor part(
      Path file, Map<String, StoredTensor> stored, String name, long[] shape) throws IOException {
    StoredTensor tensor = find(stored, name);
    if (tensor == null && name.equals(LOGITS_BIAS)) {
      return StoredTensor.zeros(shape);
    }
    if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
      throw new IOException(
          file
              + ": tensor "
              + name
              + ": "
              + (tensor == null ? "missing" : Arrays.toString(tensor.shape()))
              + " (expected: "
              + Arrays.toString(shape)
              + " by config.json)");
    }
    return tensor;
  }

  private static @Nullable StoredTensor find(Map<String, StoredTensor> stored, String name) {
    StoredTensor tensor = named(stored, name);
    if (tensor != null || !name.equals(EMBEDDINGS)) {
      return tensor;
    }
    return TIED.stream()
        .map(tied -> named(stored, tied))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Some published checkpoints leave the leading {@code model.} out. */
  private static @Nullable StoredTensor named(Map<String, StoredTensor> stored, String name) {
    StoredTensor tensor = stored.get(name);
    return tensor == null && name.startsWith(PREFIX)
        ? stored.get(name.substring(PREFIX.length()))
        : tensor;
  }

  /** The program has one matrix for what a file may have as several. */
  private static void requireTied(Path file, Map<String, StoredTensor> stored) throws IOException {
    StoredTensor embeddings = find(stored, EMBEDDINGS);
    for (String name : TIED) {
      StoredTensor tied = named(stored, name);
      if (tied != null && embeddings != null && !tied.isSame(embeddings)) {
        throw new IOException(
            file + ": tensor " + name + ": other numbers than the embeddings (expected: the same)");
      }
    }
  }

  /** From the program's order to the names of a file. */
  Map<String, HostTensor> toFile(Map<String, HostTensor> weights) {
    Map<String, HostTensor> stored = new LinkedHashMap<>();
    for (Slot slot : slots) {
      HostTensor tensor = weights.get(slot.name());
      if (tensor == null) {
        throw new IllegalArgumentException("weights: no " + slot.name());
      }
      int size = Math.toIntExact(elements(slot.partShape()));
      for (int i = 0; i < slot.parts().size(); i++) {
        float[] values = Arrays.copyOfRange(tensor.values(), i * size, (i + 1) * size);
        stored.put(slot.parts().get(i), HostTensor.of(values, slot.partShape()));
      }
    }
    return stored;
  }

  /** Writes a list of the program's weights, in its order: of each the parts, and its shape. */
  void write(Path file) throws IOException {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Slot slot : slots) {
      list.add(Map.of("parts", slot.parts(), "shape", slot.shape()));
    }
    Files.write(file, JSON.writeValueAsBytes(list));
  }

  private static long elements(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
