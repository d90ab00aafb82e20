package dev.onesug.model.seq2seq;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes trees of tokens, one native call for any number of nodes: a flat key/value cache, in
 * which each node sees those on the way to it and no others. The inputs are encoded by the first
 * call.
 */
final class TreeDecoder implements Decoder {
  private final Seq2SeqConfig config;
  private final TensorProgram program;
  private final List<int[]> encoderInputs;
  private final List<Row> rows = new ArrayList<>();

  /** Of every input, filled up to that of the widest. */
  private int columns;

  /** Of the first call, which encodes: what it knows of the inputs is read by all others. */
  private @Nullable TensorScope inputScope;

  private List<Tensor> crosses = List.of();

  /** Of the last call, if it is another. */
  private @Nullable TensorScope pastScope;

  private List<Tensor> past = List.of();

  /**
   * A node that was fed.
   *
   * @param input it belongs to
   * @param way the columns of the nodes on the way to it in the cache of its input; its own the
   *     last
   */
  private record Row(int input, int[] way) {}

  TreeDecoder(Seq2SeqConfig config, TensorProgram program, List<int[]> inputs) {
    this.config = config;
    this.program = program;
    this.encoderInputs = inputs;
  }

  @Override
  public float[] extend(int[] parents, int[] tokens, int[] candidateNodes, int[] candidateTokens) {
    checkRows("parents", parents, tokens.length);
    checkRows("candidateNodes", candidateNodes, candidateTokens.length);
    Seq2SeqBatch.checkIds(config, tokens);
    Seq2SeqBatch.checkIds(config, candidateTokens);
    CandidateLogits candidates =
        CandidateLogits.of(candidateNodes, candidateTokens, tokens.length, config.vocabularySize());
    int first = rows.size();
    int width = append(parents);
    TensorScope scope = program.open();
    try {
      float[] logits =
          call(
              scope,
              fed(scope, first, width, tokens),
              seen(scope, first, width),
              width,
              candidates);
      columns += width;
      return logits;
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  /**
   * Gives each node a place beside the others of its input.
   *
   * @return the nodes of the input that has most
   */
  private int append(int[] parents) {
    int first = rows.size();
    int[] counts = new int[encoderInputs.size()];
    try {
      for (int parent : parents) {
        checkRange("parents", parent, -encoderInputs.size(), rows.size());
        int[] before = parent < 0 ? new int[0] : rows.get(parent).way();
        if (before.length == maxLength()) {
          throw new IllegalArgumentException(
              "length: " + (before.length + 1) + " (expected: at most " + before.length + ")");
        }
        int input = parent < 0 ? ~parent : rows.get(parent).input();
        int[] way = Arrays.copyOf(before, before.length + 1);
        way[before.length] = columns + counts[input]++;
        rows.add(new Row(input, way));
      }
    } catch (IllegalArgumentException e) {
      rows.subList(first, rows.size()).clear();
      throw e;
    }
    return Arrays.stream(counts).max().orElseThrow();
  }

  /** [3, B]: token, position, place in the new columns of all inputs. */
  private Tensor fed(TensorScope scope, int first, int width, int[] tokens) {
    int count = tokens.length;
    int[] fed = Arrays.copyOf(tokens, 3 * count);
    for (int i = 0; i < count; i++) {
      fed[count + i] = rows.get(first + i).way().length - 1;
      fed[2 * count + i] = place(rows.get(first + i), width);
    }
    return scope.longs(fed, 3, count);
  }

  private int place(Row row, int width) {
    return row.input() * width + row.way()[row.way().length - 1] - columns;
  }

  /** [inputs, 1, width, columns]: 0 for what each new node sees, else minus infinity. */
  private Tensor seen(TensorScope scope, int first, int width) {
    int all = columns + width;
    float[] seen = new float[encoderInputs.size() * width * all];
    Arrays.fill(seen, Float.NEGATIVE_INFINITY);
    for (Row row : rows.subList(first, rows.size())) {
      for (int column : row.way()) {
        seen[place(row, width) * all + column] = 0;
      }
    }
    return scope.floats(seen, encoderInputs.size(), 1, width, all);
  }

  private float[] call(
      TensorScope scope, Tensor fed, Tensor seen, int width, CandidateLogits candidates) {
    Tensor together = candidates.together(scope);
    Tensor tokens = candidates.columns(scope);
    Tensor chosen = candidates.chosen(scope);
    Tensor rest = candidates.rest(scope);
    List<Tensor> result =
        inputScope == null
            ? scope.call(
                "begin",
                ids(scope),
                lengths(scope),
                fed,
                seen,
                width,
                together,
                tokens,
                chosen,
                rest)
            : scope.call("extend", crosses, past, fed, seen, width, together, tokens, chosen, rest);
    float[] logits = candidates.inOrder(result.get(0).floats());
    int endOfPast = 1 + 2 * config.decoderLayers();
    past = result.subList(1, endOfPast);
    if (inputScope == null) {
      inputScope = scope;
      crosses = result.subList(endOfPast, result.size());
    } else {
      closePast();
      pastScope = scope;
    }
    return logits;
  }

  private Tensor ids(TensorScope scope) {
    return scope.longs(
        Seq2SeqBatch.padded(encoderInputs, config.padToken()),
        encoderInputs.size(),
        encoderInputs.stream().mapToInt(input -> input.length).max().orElseThrow());
  }

  private Tensor lengths(TensorScope scope) {
    return Seq2SeqBatch.lengths(
        scope, encoderInputs.stream().mapToInt(input -> input.length).toArray());
  }

  private void closePast() {
    if (pastScope != null) {
      pastScope.close();
    }
  }

  private static void checkRows(String name, int[] numbers, int count) {
    if (numbers.length != count || count == 0) {
      throw new IllegalArgumentException(
          name + ": " + numbers.length + " (expected: " + Math.max(1, count) + ", one a token)");
    }
  }

  static void checkRange(String name, int value, int from, int to) {
    if (value < from || value >= to) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + from + ".." + (to - 1) + ")");
    }
  }

  @Override
  public int startToken() {
    return config.startToken();
  }

  @Override
  public int endToken() {
    return config.endToken();
  }

  @Override
  public int maxLength() {
    return config.maxPositions();
  }

  @Override
  public void close() {
    closePast();
    if (inputScope != null) {
      inputScope.close();
    }
  }
}
