package dev.onesug.benchmark.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One search under way. Keys and values never leave the runtime: the results of a step live until
 * the next has taken them over.
 */
final class OnnxSearch implements AutoCloseable {
  /** Leaves nothing of what it is added to after a softmax. */
  private static final float NOT_AN_ANCESTOR = -1e9f;

  /** Of a step: score, chunk and place, then the past. */
  private static final int PAST = 3;

  private final OnnxBart model;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private OrtSession.@Nullable Result last;

  /** [B] what the next step feeds. */
  private int[] tokens;

  private float[] scores = {0};

  /** [B, fed] the rows of the past that each hypothesis goes back to. */
  private int[][] ancestors = {{}};

  /** [B, fed] the tokens of each, the start left out. */
  private int[][] paths = {{}};

  private int rows;

  OnnxSearch(OnnxBart model, OrtSession.Result crosses) throws OrtException {
    this.model = model;
    this.tokens = new int[] {model.config.startToken()};
    int layers = model.config.decoderLayers();
    for (int i = 0; i < layers; i++) {
      inputs.put("cross_key" + i, (OnnxTensor) crosses.get(2 * i));
      inputs.put("cross_value" + i, (OnnxTensor) crosses.get(2 * i + 1));
    }
  }

  /** Feeds the hypotheses and keeps the best of what follows them. */
  void advance() throws OrtException {
    OrtEnvironment environment = model.environment;
    int hypotheses = tokens.length;
    int[] positions = new int[hypotheses];
    Arrays.fill(positions, paths[0].length + BartGraphs.POSITION_OFFSET);
    try (OnnxTensor fed = ints(environment, tokens);
        OnnxTensor at = ints(environment, positions);
        OnnxTensor mask = floats(environment, mask(), 1, 1, hypotheses, rows + hypotheses);
        OnnxTensor sums = chunkScores(environment);
        OnnxTensor nothing = nothing()) {
      inputs.put(BartGraphs.TOKENS, fed);
      inputs.put(BartGraphs.POSITIONS, at);
      inputs.put(BartGraphs.MASK, mask);
      inputs.put(BartGraphs.SCORES, sums);
      for (int i = 0; i < model.config.decoderLayers(); i++) {
        inputs.put("past_key" + i, past(2 * i, nothing));
        inputs.put("past_value" + i, past(2 * i + 1, nothing));
      }
      OrtSession.Result result = model.step.run(inputs);
      if (last != null) {
        last.close();
      }
      last = result;
      choose(result);
    }
  }

  private OnnxTensor past(int index, OnnxTensor nothing) {
    return last == null ? nothing : (OnnxTensor) last.get(PAST + index);
  }

  private OnnxTensor nothing() throws OrtException {
    int heads = model.config.decoderHeads();
    return floats(model.environment, new float[0], 1, heads, 0, model.config.dModel() / heads);
  }

  /** [B × V / C, 1] the score of a hypothesis for each of its chunks. */
  private OnnxTensor chunkScores(OrtEnvironment environment) throws OrtException {
    int vocabulary = model.config.vocabularySize();
    int chunks = vocabulary / BartGraphs.chunk(vocabulary, model.beamWidth);
    float[] all = new float[scores.length * chunks];
    for (int i = 0; i < scores.length; i++) {
      Arrays.fill(all, i * chunks, (i + 1) * chunks, scores[i]);
    }
    return floats(environment, all, all.length, 1);
  }

  /** [B, L + B] 0 where a hypothesis reads, its own row included. */
  private float[] mask() {
    int width = rows + tokens.length;
    float[] mask = new float[tokens.length * width];
    Arrays.fill(mask, NOT_AN_ANCESTOR);
    for (int i = 0; i < tokens.length; i++) {
      for (int row : ancestors[i]) {
        mask[i * width + row] = 0;
      }
      mask[i * width + rows + i] = 0;
    }
    return mask;
  }

  private void choose(OrtSession.Result result) {
    float[] best = ((OnnxTensor) result.get(0)).getFloatBuffer().array();
    long[] chunks = ((OnnxTensor) result.get(1)).getLongBuffer().array();
    long[] places = ((OnnxTensor) result.get(2)).getLongBuffer().array();
    int vocabulary = model.config.vocabularySize();
    int size = BartGraphs.chunk(vocabulary, model.beamWidth);
    int[] next = new int[best.length];
    int[][] nextAncestors = new int[best.length][];
    int[][] nextPaths = new int[best.length][];
    for (int i = 0; i < best.length; i++) {
      long entry = chunks[(int) places[i] / size] * size + places[i] % size;
      int parent = (int) (entry / vocabulary);
      next[i] = (int) (entry % vocabulary);
      nextAncestors[i] = appended(ancestors[parent], rows + parent);
      nextPaths[i] = appended(paths[parent], next[i]);
    }
    rows += tokens.length;
    tokens = next;
    scores = best;
    ancestors = nextAncestors;
    paths = nextPaths;
  }

  private static int[] appended(int[] numbers, int number) {
    int[] longer = Arrays.copyOf(numbers, numbers.length + 1);
    longer[numbers.length] = number;
    return longer;
  }

  List<OnnxHypothesis> best() {
    return IntStream.range(0, paths.length)
        .mapToObj(i -> new OnnxHypothesis(paths[i], scores[i]))
        .toList();
  }

  /** [1, n]. */
  static OnnxTensor ints(OrtEnvironment environment, int[] values) throws OrtException {
    IntBuffer buffer = direct(values.length * Integer.BYTES).asIntBuffer().put(values).rewind();
    return OnnxTensor.createTensor(environment, buffer, new long[] {1, values.length});
  }

  private static OnnxTensor floats(OrtEnvironment environment, float[] values, long... shape)
      throws OrtException {
    FloatBuffer buffer = direct(values.length * Float.BYTES).asFloatBuffer().put(values).rewind();
    return OnnxTensor.createTensor(environment, buffer, shape);
  }

  /** The runtime reads a direct buffer where it is. */
  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    if (last != null) {
      last.close();
    }
  }
}
