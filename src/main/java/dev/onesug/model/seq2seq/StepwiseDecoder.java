package dev.onesug.model.seq2seq;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.tensor.TensorScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes over one input with a key/value cache: one native call a step. The cross keys and values
 * live as long as the decoder; those of a step live until the next step has taken them over.
 */
final class StepwiseDecoder implements Decoder {
  private final Seq2SeqConfig config;
  private final TensorProgram program;
  private final TensorScope inputScope;
  private final List<Tensor> crosses;
  private @Nullable TensorScope stepScope;
  private List<Tensor> past = List.of();
  private int hypotheses = 1;
  private int steps;

  StepwiseDecoder(Seq2SeqConfig config, TensorProgram program, int[] input) {
    this.config = config;
    this.program = program;
    this.inputScope = program.open();
    try {
      crosses = inputScope.call("start", inputScope.longs(input, 1, input.length));
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
    int[] rows = steps == 0 ? new int[tokens.length] : parents;
    checkRows("parents", rows, tokens.length, hypotheses);
    Seq2SeqBatch.checkIds(config, tokens);
    if (steps == maxSteps()) {
      throw new IllegalStateException(
          "steps: " + (steps + 1) + " (expected: at most " + steps + ")");
    }
    TensorScope scope = program.open();
    try {
      Tensor fed = pair(scope, rows, tokens);
      List<Tensor> result =
          candidateRows == null || candidateTokens == null
              ? scope.call(method, crosses, past, fed, steps)
              : scope.call(
                  method, crosses, past, fed, steps, pair(scope, candidateRows, candidateTokens));
      float[] logits = result.get(0).floats();
      replace(scope, result.subList(1, result.size()));
      hypotheses = tokens.length;
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

  /** [2, n]. */
  private static Tensor pair(TensorScope scope, int[] first, int[] second) {
    long[] both = new long[2 * first.length];
    for (int i = 0; i < first.length; i++) {
      both[i] = first[i];
      both[first.length + i] = second[i];
    }
    return scope.longs(both, 2, first.length);
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
