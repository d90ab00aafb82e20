package dev.onesug.model.seq2seq;

import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;

/**
 * Inputs with their targets, padded to the longest of each: what the program's losses take. Of B
 * inputs with P targets, as many for each input, S is the longest input, T the longest target with
 * its end, N the number of real target positions. The decoder is fed the start and the target, and
 * shall write the target and the end.
 */
public final class Seq2SeqBatch {
  private final int[] ids;
  private final int[] inputLengths;
  private final int[] fed;
  private final int[] places;
  private final int[] targets;
  private final int[] targetLengths;

  private Seq2SeqBatch(Seq2SeqConfig config, List<int[]> inputs, List<int[]> outputs) {
    int steps = longest(outputs) + 1;
    inputLengths = inputs.stream().mapToInt(input -> input.length).toArray();
    targetLengths = outputs.stream().mapToInt(output -> output.length + 1).toArray();
    ids = padded(inputs, config.padToken());
    fed = filled(outputs.size() * steps, config.padToken());
    places = new int[Arrays.stream(targetLengths).sum()];
    targets = new int[places.length];
    int at = 0;
    for (int row = 0; row < outputs.size(); row++) {
      int[] output = outputs.get(row);
      fed[row * steps] = config.startToken();
      System.arraycopy(output, 0, fed, row * steps + 1, output.length);
      System.arraycopy(output, 0, targets, at, output.length);
      for (int step = 0; step <= output.length; step++) {
        places[at + step] = row * steps + step;
      }
      at += output.length + 1;
      targets[at - 1] = config.endToken();
    }
  }

  /**
   * @param inputs encoder inputs, none empty
   * @param targets token ids without start and end; those of one input behind each other
   * @throws IllegalArgumentException if there are none, not as many targets for each input, an
   *     input is empty, one is too long, or an id is out of range
   */
  public static Seq2SeqBatch of(Seq2SeqConfig config, List<int[]> inputs, List<int[]> targets) {
    if (inputs.isEmpty() || targets.isEmpty() || targets.size() % inputs.size() != 0) {
      throw new IllegalArgumentException(
          "targets: "
              + targets.size()
              + " (expected: as many for each of "
              + inputs.size()
              + " inputs)");
    }
    inputs.forEach(input -> checkInput(config, input));
    targets.forEach(
        target -> {
          check("target", target.length, 0, config.maxPositions() - 1);
          checkIds(config, target);
        });
    return new Seq2SeqBatch(config, inputs, targets);
  }

  static void checkInput(Seq2SeqConfig config, int[] input) {
    check("input", input.length, 1, config.maxPositions());
    checkIds(config, input);
  }

  private static void check(String what, int length, int least, int most) {
    if (length < least || length > most) {
      throw new IllegalArgumentException(
          what + ": " + length + " tokens (expected: " + least + ".." + most + ")");
    }
  }

  static void checkIds(Seq2SeqConfig config, int[] tokens) {
    for (int token : tokens) {
      if (token < 0 || token >= config.vocabularySize()) {
        throw new IllegalArgumentException(
            "token: " + token + " (expected: 0.." + (config.vocabularySize() - 1) + ")");
      }
    }
  }

  /** How many tokens the encoder and the decoder compute, padding included. */
  public int computedTokens() {
    return ids.length + fed.length;
  }

  /** How many target positions the loss is the mean of. */
  public int targetTokens() {
    return targets.length;
  }

  /**
   * The arguments of the program's {@code loss_among}, {@code target_log_probs} and {@code
   * choice_log_probs}.
   *
   * @param biases [N × V] what is added to each logit at each real target position, target by
   *     target
   */
  public Tensor[] tensors(TensorScope scope, float[] biases) {
    Tensor[] plain = tensors(scope);
    Tensor[] all = Arrays.copyOf(plain, plain.length + 1);
    all[plain.length] = scope.floats(biases, targets.length, biases.length / targets.length);
    return all;
  }

  /**
   * The arguments of the program's {@code list_loss}.
   *
   * @param biases [N × V] as for the other losses
   * @param reference [P] log-probabilities of the targets under the reference
   * @param weights [B × 2] of each list: on its margins, on its loss
   * @param scales β, δ and α
   */
  public Tensor[] tensors(
      TensorScope scope, float[] biases, float[] reference, float[] weights, float[] scales) {
    Tensor[] among = tensors(scope, biases);
    Tensor[] all = Arrays.copyOf(among, among.length + 3);
    all[among.length] = scope.floats(reference, targetLengths.length);
    all[among.length + 1] = scope.floats(weights, inputLengths.length, 2);
    all[among.length + 2] = scope.floats(scales, scales.length);
    return all;
  }

  /** The arguments of the program's {@code loss} and {@code log_probs}. */
  public Tensor[] tensors(TensorScope scope) {
    int inputs = inputLengths.length;
    int outputs = targetLengths.length;
    return new Tensor[] {
      scope.longs(ids, inputs, ids.length / inputs),
      lengths(scope, inputLengths),
      scope.longs(fed, outputs, fed.length / outputs),
      scope.longs(places, places.length),
      scope.longs(targets, targets.length)
    };
  }

  /** Cuts one number for each real target position into one array for each target. */
  double[][] byTarget(float[] flat) {
    double[][] cut = new double[targetLengths.length][];
    int at = 0;
    for (int row = 0; row < cut.length; row++) {
      cut[row] = new double[targetLengths[row]];
      for (int step = 0; step < cut[row].length; step++) {
        cut[row][step] = flat[at++];
      }
    }
    return cut;
  }

  /** [B], or [0] where all are as long as the longest. */
  static Tensor lengths(TensorScope scope, int[] lengths) {
    boolean isPadded = Arrays.stream(lengths).distinct().count() > 1;
    return isPadded ? scope.longs(lengths, lengths.length) : scope.longs(new int[0], 0);
  }

  /** [B × S] rows behind each other, each filled up to the longest. */
  static int[] padded(List<int[]> rows, int padToken) {
    int width = longest(rows);
    int[] padded = filled(rows.size() * width, padToken);
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, padded, row * width, rows.get(row).length);
    }
    return padded;
  }

  private static int longest(List<int[]> arrays) {
    return arrays.stream().mapToInt(array -> array.length).max().orElse(0);
  }

  private static int[] filled(int length, int value) {
    int[] array = new int[length];
    Arrays.fill(array, value);
    return array;
  }
}
