package dev.onesug.training.sft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prepared pairs of encoder input and target, held as 16-bit numbers, with the text and the history
 * that their priors are made of.
 */
public final class SftSamples {
  private char[] tokens = new char[1 << 12];
  private long[] starts = new long[1 << 6];
  private char[] inputLengths = new char[1 << 6];
  private final List<String> typed = new ArrayList<>();
  private final List<List<String>> histories = new ArrayList<>();
  private final Map<String, String> pool = new HashMap<>();
  private int size;

  /**
   * Adds one pair.
   *
   * @param typed the text that was typed, in normal form
   * @param history the user's earlier queries, the most recent first
   * @param input what the encoder input builder made
   * @param target token ids without start and end
   * @throws IllegalArgumentException if the input is empty or an id does not fit 16 bits
   */
  public void add(String typed, List<String> history, int[] input, int[] target) {
    if (input.length == 0 || input.length > Character.MAX_VALUE) {
      throw new IllegalArgumentException(
          "input: " + input.length + " tokens (expected: 1.." + (int) Character.MAX_VALUE + ")");
    }
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      inputLengths = Arrays.copyOf(inputLengths, 2 * inputLengths.length);
    }
    long end = starts[size] + input.length + target.length;
    if (end > tokens.length) {
      long roomier = Math.min(Integer.MAX_VALUE - 8L, Math.max(end, tokens.length * 3L / 2));
      tokens = Arrays.copyOf(tokens, Math.toIntExact(Math.max(end, roomier)));
    }
    put(input, starts[size]);
    put(target, starts[size] + input.length);
    inputLengths[size] = (char) input.length;
    this.typed.add(typed);
    // The same few queries stand in many histories: one object serves them all.
    histories.add(history.stream().map(query -> pool.computeIfAbsent(query, q -> q)).toList());
    starts[++size] = end;
  }

  private void put(int[] ids, long at) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] > Character.MAX_VALUE) {
        throw new IllegalArgumentException(
            "token: " + ids[i] + " (expected: 0.." + (int) Character.MAX_VALUE + ")");
      }
      tokens[(int) at + i] = (char) ids[i];
    }
  }

  public int size() {
    return size;
  }

  String typed(int sample) {
    return typed.get(sample);
  }

  List<String> history(int sample) {
    return histories.get(sample);
  }

  int inputLength(int sample) {
    return inputLengths[sample];
  }

  int[] input(int sample) {
    return ids(starts[sample], starts[sample] + inputLengths[sample]);
  }

  int[] target(int sample) {
    return ids(starts[sample] + inputLengths[sample], starts[sample + 1]);
  }

  private int[] ids(long from, long to) {
    int[] ids = new int[(int) (to - from)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokens[(int) from + i];
    }
    return ids;
  }
}
