package dev.onesug.model.seq2seq;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes with a key/value cache: one native call a step, for all inputs. The cross keys and values
 * live as long as the decoder; those of a step live until the next step has taken them over.
 */
final class StepwiseDecoder implements Decoder {
  private final Seq2SeqConfig config;
  private final TensorProgram program;
  private final TensorScope inputScope;
  private final List<Tensor> crosses;
  private @Nullable TensorScope stepScope;
  private List<Tensor> past = List.of();
  private final int count;

  /** The input of each row of the step before; at the start each input is a row of its own. */
  private int[] inputs;

  private int steps;

  StepwiseDecoder(Seq2SeqConfig config, TensorProgram program, List<int[]> inputs) {
    this.config = config;
    this.program = program;
    this.count = inputs.size();
    this.inputs = IntStream.range(0, inputs.size()).toArray();
    this.inputScope = program.open();
    try {
      int[] lengths = inputs.stream().mapToInt(input -> input.length).toArray();
      crosses =
          inputScope.call(
              "start",
              inputScope.longs(
                  Seq2SeqBatch.padded(inputs, config.padToken()),
                  inputs.size(),
                  Arrays.stream(lengths).max().orElseThrow()),
              inputScope.longs(lengths, lengths.length));
    } catch (RuntimeException e) {
      inputScope.close();
      throw e;
    }
  }

  @Override
  public float[] step(int[] parents, int[] tokens, int[] candidateRows, int[] candidateTokens) {
    checkRows("candidateRows", candidateRows, candidateTokens.length, tokens.length);
    Seq2SeqBatch.checkIds(config, candidateTokens);
    return advance("step", parents, tokens, candidateRows, candidateTokens);
  }

  @Override
  public float[] stepOpen(int[] parents, int[] tokens) {
    return advance("step_open", parents, tokens, null, null);
  }

  private float[] advance(
      String method,
      int[] parents,
      int[] tokens,
      int @Nullable [] candidateRows,
      int @Nullable [] candidateTokens) {
    checkRows("parents", parents, tokens.length, inputs.length);
    Seq2SeqBatch.checkIds(config, tokens);
    if (steps == maxSteps()) {
      throw new IllegalStateException(
          "steps: " + (steps + 1) + " (expected: at most " + steps + ")");
    }
    int[] owners = Arrays.stream(parents).map(parent -> inputs[parent]).toArray();
    int width = mostOfOneInput(owners);
    TensorScope scope = program.open();
    try {
      Tensor fed = rows(scope, parents, tokens, places(owners, width));
      List<Tensor> result =
          candidateRows == null || candidateTokens == null
              ? scope.call(method, crosses, past, fed, steps, width)
              : scope.call(
                  method,
                  crosses,
                  past,
                  fed,
                  steps,
                  width,
                  rows(scope, candidateRows, candidateTokens));
      float[] logits = result.get(0).floats();
      replace(scope, result.subList(1, result.size()));
      inputs = owners;
      steps++;
      return logits;
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  private void replace(TensorScope scope, List<Tensor> longer) {
    if (stepScope != null) {
      stepScope.close();
    }
    stepScope = scope;
    past = longer;
  }

  private int mostOfOneInput(int[] owners) {
    int[] counts = new int[count];
    for (int owner : owners) {
      counts[owner]++;
    }
    return Arrays.stream(counts).max().orElseThrow();
  }

  /** Where each hypothesis stands if those of every input are filled up to a width. */
  private static int[] places(int[] owners, int width) {
    int[] places = new int[owners.length];
    int first = 0;
    for (int i = 0; i < owners.length; i++) {
      first = owners[i] == owners[first] ? first : i;
      places[i] = owners[i] * width + i - first;
    }
    return places;
  }

  /** [rows, n]. */
  private static Tensor rows(TensorScope scope, int[]... rows) {
    int length = rows[0].length;
    long[] all = new long[rows.length * length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < length; i++) {
        all[row * length + i] = rows[row][i];
      }
    }
    return scope.longs(all, rows.length, length);
  }

  private static void checkRows(String name, int[] rows, int count, int limit) {
    if (rows.length != count || count == 0) {
      throw new IllegalArgumentException(
          name + ": " + rows.length + " rows (expected: " + Math.max(1, count) + ", one a token)");
    }
    for (int row : rows) {
      if (row < 0 || row >= limit) {
        throw new IllegalArgumentException(
            name + ": " + row + " (expected: 0.." + (limit - 1) + ")");
      }
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
  public int vocabularySize() {
    return config.vocabularySize();
  }

  @Override
  public int maxSteps() {
    return config.maxPositions();
  }

  @Override
  public void close() {
    if (stepScope != null) {
      stepScope.close();
    }
    inputScope.close();
  }
}
