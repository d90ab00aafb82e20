package dev.onesug.training.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The batches of one pass over the samples: all inputs of a batch have the same length, so that the
 * encoder computes no padding, but for the remainders, which are batched in order of length.
 * Samples and batches are shuffled; the same seed and pass give the same batches.
 */
public final class LengthBuckets {
  private LengthBuckets() {}

  /**
   * Sample numbers, batch by batch.
   *
   * @param size how many samples there are
   * @param inputLength tokens of the encoder input of a sample
   */
  public static List<int[]> batches(
      int size, IntUnaryOperator inputLength, int batchSize, long seed, int pass) {
    Random random = new Random(seed * 1_000_003 + pass);
    List<int[]> batches = new ArrayList<>();
    IntStream.Builder rest = IntStream.builder();
    for (int[] bucket : byLength(inputLength, shuffled(size, random))) {
      int whole = bucket.length / batchSize * batchSize;
      addCut(Arrays.copyOf(bucket, whole), batchSize, batches);
      Arrays.stream(bucket, whole, bucket.length).forEach(rest::add);
    }
    addCut(rest.build().toArray(), batchSize, batches);
    Collections.shuffle(batches, random);
    return batches;
  }

  /** The samples of each length, in the given order, the shortest first. */
  private static Collection<int[]> byLength(IntUnaryOperator inputLength, int[] order) {
    SortedMap<Integer, IntStream.Builder> buckets = new TreeMap<>();
    for (int sample : order) {
      buckets
          .computeIfAbsent(inputLength.applyAsInt(sample), any -> IntStream.builder())
          .add(sample);
    }
    return buckets.values().stream().map(bucket -> bucket.build().toArray()).toList();
  }

  private static void addCut(int[] samples, int batchSize, List<int[]> batches) {
    for (int at = 0; at < samples.length; at += batchSize) {
      batches.add(Arrays.copyOfRange(samples, at, Math.min(samples.length, at + batchSize)));
    }
  }

  private static int[] shuffled(int size, Random random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
