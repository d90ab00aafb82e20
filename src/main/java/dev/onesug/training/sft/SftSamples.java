package dev.onesug.training.sft;

import dev.onesug.model.prior.Moment;
import dev.onesug.model.related.NearQuery;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prepared pairs of encoder input and target, held as 16-bit numbers, with what their priors are
 * made of: a kilobyte a sample at 128 near queries.
 */
public final class SftSamples {
  private char[] tokens = new char[1 << 12];
  private long[] starts = new long[1 << 6];
  private char[] inputLengths = new char[1 << 6];
  private final List<Known> known = new ArrayList<>();
  private final Map<String, String> pool = new HashMap<>();
  private int size;

  /** A moment in arrays: as objects, a million samples' neighbours would not fit a usual heap. */
  private record Known(Prefix prefix, int[] near, float[] cosines, History earlier) {
    static Known of(Moment moment, History earlier) {
      int[] near = moment.near().stream().mapToInt(NearQuery::query).toArray();
      float[] cosines = new float[near.length];
      for (int i = 0; i < near.length; i++) {
        cosines[i] = moment.near().get(i).cosine();
      }
      return new Known(moment.prefix(), near, cosines, earlier);
    }

    Moment moment() {
      List<NearQuery> queries = new ArrayList<>(near.length);
      for (int i = 0; i < near.length; i++) {
        queries.add(new NearQuery(near[i], cosines[i]));
      }
      return new Moment(prefix, queries, earlier);
    }
  }

  /**
   * Adds one pair.
   *
   * @param moment what was known before the search
   * @param input what the encoder input builder made
   * @param target token ids without start and end
   * @throws IllegalArgumentException if the input is empty or an id does not fit 16 bits
   */
  public void add(Moment moment, int[] input, int[] target) {
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
    // The same few queries stand in many histories: one object serves them all.
    History earlier = moment.earlier();
    List<String> pooled =
        earlier.queries().stream().map(query -> pool.computeIfAbsent(query, q -> q)).toList();
    known.add(Known.of(moment, new History(pooled, earlier.inSession())));
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

  public Moment moment(int sample) {
    return known.get(sample).moment();
  }

  public int inputLength(int sample) {
    return inputLengths[sample];
  }

  public int[] input(int sample) {
    return ids(starts[sample], starts[sample] + inputLengths[sample]);
  }

  public int[] target(int sample) {
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
