package dev.onesug.benchmark.onnx;

import dev.onesug.benchmark.onnx.OnnxGraph.ElementType;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.tensor.HostTensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The graphs of one BART: its encoder, and one step of a beam search by its decoder. Both are what
 * ONNX Runtime's own optimiser makes of such a model at best: attention, layer norm with its
 * residual, embedding with its norm, activation with its bias, each as one operator. Nothing grows
 * with the vocabulary but inside a step.
 *
 * <p>Letters: S input tokens, B hypotheses, L rows in the past, D width, H heads, K = D / H, V
 * vocabulary, C vocabulary entries of a chunk.
 *
 * <p>Hypotheses are the positions of one sequence, not a batch: all read the one copy of the
 * encoder's keys and values, and the past is one list of rows, of which a mask says whose ancestors
 * they are. So nothing is copied when hypotheses change places.
 */
final class BartGraphs {
  static final String TOKENS = "tokens";
  static final String POSITIONS = "positions";
  static final String MASK = "mask";
  static final String SCORES = "scores";

  /** BART never uses the first two rows of its position tables. */
  static final int POSITION_OFFSET = 2;

  private static final float EPSILON = 1e-5f;
  private static final int LARGEST_CHUNK = 128;
  private static final String ENCODER = "model.encoder.";
  private static final String DECODER = "model.decoder.";

  private final Seq2SeqConfig config;
  private final Map<String, HostTensor> weights;
  private final OnnxPrecision precision;

  /** The graph under construction. */
  private OnnxGraph graph = new OnnxGraph();

  /**
   * @param weights by the names of Hugging Face's BART
   */
  BartGraphs(Seq2SeqConfig config, Map<String, HostTensor> weights, OnnxPrecision precision) {
    if (config.scaleEmbedding() || !config.activation().equals("gelu")) {
      throw new IllegalArgumentException(
          "activation_function: " + config.activation() + " (expected: gelu, unscaled embeddings)");
    }
    this.config = config;
    this.weights = weights;
    this.precision = precision;
  }

  /** The entries of the vocabulary that share a chunk: a divisor of V that leaves k chunks. */
  static int chunk(int vocabularySize, int k) {
    return IntStream.rangeClosed(1, Math.min(LARGEST_CHUNK, vocabularySize / k))
        .filter(size -> vocabularySize % size == 0)
        .max()
        .orElseThrow();
  }

  /**
   * From token ids [1, S] and positions [1, S] to the cross keys and values of each decoder layer,
   * [1, H, S, K].
   */
  byte[] encoder() {
    graph = new OnnxGraph();
    String tokens = graph.input(TOKENS, ElementType.INT32, 1, -1);
    String h = embed(ENCODER, tokens, graph.input(POSITIONS, ElementType.INT32, 1, -1));
    for (int i = 0; i < config.encoderLayers(); i++) {
      String layer = ENCODER + "layers." + i + ".";
      List<String> qkv = selfProjections(layer, h);
      String attended =
          graph
              .fused("MultiHeadAttention", qkv.get(0), qkv.get(1), qkv.get(2))
              .with("num_heads", config.encoderHeads())
              .output();
      h = addAndNorm(layer + "self_attn.out_proj", layer + "self_attn_layer_norm", attended, h);
      h = feedForward(layer, h);
    }
    for (int i = 0; i < config.decoderLayers(); i++) {
      crossKeysAndValues(i, h);
    }
    return graph.toModel();
  }

  private void crossKeysAndValues(int i, String h) {
    String attention = DECODER + "layers." + i + ".encoder_attn.";
    int heads = config.decoderHeads();
    String kv =
        linear(h, stacked(".weight", attention, "k", "v"), stacked(".bias", attention, "k", "v"));
    String byPart =
        graph.node("Reshape", kv, graph.constant(-1, 2, heads, config.dModel() / heads)).output();
    String byHead = graph.node("Transpose", byPart).withList("perm", 1, 2, 0, 3).output();
    List<String> names = List.of("cross_key" + i, "cross_value" + i);
    graph.node("Split", byHead).with("axis", 0).outputs(names);
    names.forEach(name -> graph.output(name, ElementType.FLOAT));
  }

  /**
   * One step. From tokens [1, B], positions [1, B], a mask [1, 1, B, L + B] of 0 or next to minus
   * infinity, scores [B × V / C, 1], that of a hypothesis for each of its chunks, and of each layer
   * the past keys and values [1, H, L, K] and what {@link #encoder} gave. To the scores [k] of the
   * k best of B × V continuations, their chunks [k] among all and their places [k] among the
   * entries of these k chunks, and the longer past.
   */
  byte[] step(int k) {
    graph = new OnnxGraph();
    String tokens = graph.input(TOKENS, ElementType.INT32, 1, -1);
    String positions = graph.input(POSITIONS, ElementType.INT32, 1, -1);
    String mask = graph.input(MASK, ElementType.FLOAT, 1, 1, -1, -1);
    graph.input(SCORES, ElementType.FLOAT, -1, 1);
    String h = embed(DECODER, tokens, positions);
    for (int i = 0; i < config.decoderLayers(); i++) {
      String layer = DECODER + "layers." + i + ".";
      String self = selfAttention(layer, i, h, mask);
      h = addAndNorm(layer + "self_attn.out_proj", layer + "self_attn_layer_norm", self, h);
      String cross = crossAttention(layer, i, h);
      h = addAndNorm(layer + "encoder_attn.out_proj", layer + "encoder_attn_layer_norm", cross, h);
      h = feedForward(layer, h);
    }
    best(h, k);
    for (int i = 0; i < config.decoderLayers(); i++) {
      graph.output("present_key" + i, ElementType.FLOAT);
      graph.output("present_value" + i, ElementType.FLOAT);
    }
    return graph.toModel();
  }

  private String selfAttention(String layer, int i, String h, String mask) {
    List<String> qkv = selfProjections(layer, h);
    return graph
        .fused(
            "MultiHeadAttention",
            qkv.get(0),
            qkv.get(1),
            qkv.get(2),
            OnnxGraph.NONE,
            OnnxGraph.NONE,
            mask,
            keysOrValues("past_key" + i),
            keysOrValues("past_value" + i))
        .with("num_heads", config.decoderHeads())
        .outputs(List.of("self" + i, "present_key" + i, "present_value" + i))
        .get(0);
  }

  private String crossAttention(String layer, int i, String h) {
    String attention = layer + "encoder_attn.";
    String query = linear(h, stacked(".weight", attention, "q"), stacked(".bias", attention, "q"));
    return graph
        .fused(
            "MultiHeadAttention",
            query,
            keysOrValues("cross_key" + i),
            keysOrValues("cross_value" + i))
        .with("num_heads", config.decoderHeads())
        .output();
  }

  private String keysOrValues(String name) {
    int heads = config.decoderHeads();
    return graph.input(name, ElementType.FLOAT, 1, heads, -1, config.dModel() / heads);
  }

  /**
   * The best continuations. The k best entries lie in the k chunks with the highest maxima, and
   * maxima are cheaper to find than the order of all.
   */
  private void best(String h, int k) {
    HostTensor shared = weight("model.shared.weight");
    String logits = linear(h, shared, weight("final_logits_bias"));
    String logProbs = graph.node("LogSoftmax", logits).with("axis", -1).output();
    int size = chunk(config.vocabularySize(), k);
    String chunks = graph.node("Reshape", logProbs, graph.constant(-1, size)).output();
    String maxima = graph.node("ReduceMax", chunks).withList("axes", 1).output();
    String sums = flat(graph.node("Add", maxima, SCORES).output());
    String count = graph.constant(k);
    graph.node("TopK", sums, count).outputs(List.of("sum", "chunk"));
    String kept = graph.node("Gather", chunks, "chunk").output();
    String scores = graph.node("Gather", SCORES, "chunk").output();
    String entries = flat(graph.node("Add", kept, scores).output());
    graph.node("TopK", entries, count).outputs(List.of("score", "place"));
    graph.output("score", ElementType.FLOAT);
    graph.output("chunk", ElementType.INT64);
    graph.output("place", ElementType.INT64);
  }

  private String flat(String x) {
    return graph.node("Reshape", x, graph.constant(-1)).output();
  }

  private String embed(String stack, String tokens, String positions) {
    String shared = constant(weight("model.shared.weight"));
    String table = constant(weight(stack + "embed_positions.weight"));
    return graph
        .fused(
            "SkipLayerNormalization",
            graph.node("Gather", shared, tokens).output(),
            graph.node("Gather", table, positions).output(),
            constant(weight(stack + "layernorm_embedding.weight")),
            constant(weight(stack + "layernorm_embedding.bias")))
        .with("epsilon", EPSILON)
        .output();
  }

  /** Queries, keys and values by one product. */
  private List<String> selfProjections(String layer, String h) {
    String attention = layer + "self_attn.";
    HostTensor matrix = stacked(".weight", attention, "q", "k", "v");
    String qkv = linear(h, matrix, stacked(".bias", attention, "q", "k", "v"));
    return graph.node("Split", qkv).with("axis", 2).outputs(3);
  }

  private String feedForward(String layer, String h) {
    String wide = product(h, weight(layer + "fc1.weight"));
    String active = graph.fused("BiasGelu", wide, constant(weight(layer + "fc1.bias"))).output();
    return addAndNorm(layer + "fc2", layer + "final_layer_norm", active, h);
  }

  /** The norm of a linear map of x plus a residual. */
  private String addAndNorm(String linear, String norm, String x, String residual) {
    return graph
        .fused(
            "SkipLayerNormalization",
            product(x, weight(linear + ".weight")),
            residual,
            constant(weight(norm + ".weight")),
            constant(weight(norm + ".bias")),
            constant(weight(linear + ".bias")))
        .with("epsilon", EPSILON)
        .output();
  }

  private String product(String x, HostTensor matrix) {
    return precision == OnnxPrecision.FP32
        ? graph.fused("FusedMatMul", x, constant(matrix)).with("transB", 1).output()
        : eightBits(x, matrix, OnnxGraph.NONE);
  }

  private String linear(String x, HostTensor matrix, HostTensor bias) {
    String b = graph.constant(bias.values(), bias.values().length);
    return precision == OnnxPrecision.FP32
        ? graph.node("Add", product(x, matrix), b).output()
        : eightBits(x, matrix, b);
  }

  private String eightBits(String x, HostTensor matrix, String bias) {
    int outputs = matrix.rows();
    int inputs = matrix.values().length / outputs;
    EightBitMatrix quantised = EightBitMatrix.of(matrix.values(), outputs, inputs);
    return graph
        .fused(
            "DynamicQuantizeMatMul",
            x,
            graph.constant(quantised.values(), inputs, outputs),
            graph.constant(quantised.scales(), outputs),
            OnnxGraph.NONE,
            bias)
        .output();
  }

  private String constant(HostTensor tensor) {
    return graph.constant(tensor.values(), tensor.shape());
  }

  private HostTensor weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /** Projections of an attention, one below the other. */
  private HostTensor stacked(String suffix, String attention, String... projections) {
    List<HostTensor> parts =
        Stream.of(projections).map(name -> weight(attention + name + "_proj" + suffix)).toList();
    long[] shape = parts.get(0).shape().clone();
    shape[0] *= parts.size();
    int size = parts.get(0).values().length;
    float[] values = new float[size * parts.size()];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i).values(), 0, values, i * size, size);
    }
    return HostTensor.of(values, shape);
  }
}
