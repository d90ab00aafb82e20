package dev.onesug.training.evaluation.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An n-gram model of sequences of symbols with interpolated, modified Kneser-Ney smoothing (Chen
 * and Goodman, "An empirical study of smoothing techniques for language modeling", 1999, section
 * 3): each order takes a discount from its counts and gives it to the next shorter context; shorter
 * contexts count in how many longer ones a symbol was seen, not how often. Discounts follow from
 * the counts of counts, so that nothing is tuned. What the shortest context gives away goes to a
 * base distribution of the caller's.
 *
 * <p>Contexts are the nodes of a tree that is entered at the latest symbol: the children of a
 * context are the contexts that know one symbol more, further back. Immutable.
 */
final class NgramModel {
  /** Counts from here on share a discount. */
  private static final int MANY = 3;

  private final int order;
  private final int start;
  private final Map<Long, Integer> longer;

  /** The symbols seen in each context, in rising order: [contexts + 1], then one entry a symbol. */
  private final int[] offsets;

  private final int[] followers;
  private final double[] shares;

  /** For each context what goes to the next shorter one. */
  private final double[] backOffs;

  private NgramModel(Counts counts) {
    order = counts.order;
    start = counts.start();
    longer = counts.longer;
    int contexts = counts.depths.size();
    offsets = new int[contexts + 1];
    long[] keys =
        counts.ofFollowers.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    followers = new int[keys.length];
    shares = new double[keys.length];
    backOffs = new double[contexts];
    double[][] discounts = counts.discounts();
    int at = 0;
    for (int context = 0; context < contexts; context++) {
      offsets[context] = at;
      double[] discount = discounts[counts.depths.get(context)];
      long total = 0;
      for (; at < keys.length && context == (int) (keys[at] >> Integer.SIZE); at++) {
        int count = counts.ofFollowers.getOrDefault(keys[at], 0);
        followers[at] = (int) keys[at];
        shares[at] = count - discount[Math.min(count, MANY)];
        backOffs[context] += discount[Math.min(count, MANY)];
        total += count;
      }
      for (int i = offsets[context]; i < at; i++) {
        shares[i] /= total;
      }
      backOffs[context] = total == 0 ? 1 : backOffs[context] / total;
    }
    offsets[contexts] = at;
  }

  /**
   * Counts sequences, each once.
   *
   * @param sequences of symbols from 0 to {@code symbols - 1}
   * @param symbols how many there are; the end of a sequence is the symbol {@code symbols}
   * @param order the most symbols of an n-gram: the one that follows and its context
   */
  static NgramModel of(Iterable<int[]> sequences, int symbols, int order) {
    Counts counts = new Counts(symbols, order);
    sequences.forEach(counts::add);
    return new NgramModel(counts);
  }

  private static final class Counts {
    private final int symbols;
    private final int order;
    private final Map<Long, Integer> longer = new HashMap<>();
    private final List<Integer> depths = new ArrayList<>(List.of(0));
    private final Map<Long, Integer> ofFollowers = new HashMap<>();

    Counts(int symbols, int order) {
      this.symbols = symbols;
      this.order = order;
    }

    int start() {
      return symbols + 1;
    }

    void add(int[] sequence) {
      int[] padded = new int[sequence.length + 2];
      padded[0] = start();
      System.arraycopy(sequence, 0, padded, 1, sequence.length);
      padded[padded.length - 1] = symbols;
      for (int i = 1; i < padded.length; i++) {
        count(contexts(padded, i), padded[i]);
      }
    }

    /** The contexts before a place, the empty one first. */
    private int[] contexts(int[] padded, int place) {
      int[] contexts = new int[Math.min(order - 1, place) + 1];
      for (int depth = 1; depth < contexts.length; depth++) {
        int known = depth;
        contexts[depth] =
            longer.computeIfAbsent(
                key(contexts[depth - 1], padded[place - depth]),
                absent -> {
                  depths.add(known);
                  return depths.size() - 1;
                });
      }
      return contexts;
    }

    /** A shorter context counts a longer one once. */
    private void count(int[] contexts, int symbol) {
      int depth = contexts.length - 1;
      while (depth >= 0 && ofFollowers.merge(key(contexts[depth], symbol), 1, Integer::sum) == 1) {
        depth--;
      }
    }

    /** [depth][count up to {@link #MANY}]: what is taken from a count. */
    double[][] discounts() {
      long[][] ofCounts = new long[order][MANY + 2];
      ofFollowers.forEach(
          (key, count) -> {
            if (count <= MANY + 1) {
              ofCounts[depths.get((int) (key >> Integer.SIZE))][count]++;
            }
          });
      double[][] discounts = new double[order][MANY + 1];
      for (int depth = 0; depth < order; depth++) {
        long[] of = ofCounts[depth];
        double single = of[1] == 0 ? 0.5 : (double) of[1] / (of[1] + 2 * of[2]);
        for (int count = 1; count <= MANY; count++) {
          boolean isKnown = of[count] > 0 && of[count + 1] > 0;
          double discount =
              isKnown ? count - (count + 1) * single * of[count + 1] / of[count] : single;
          // On a handful of sequences the formula may leave the range where shares are positive.
          discounts[depth][count] = Math.min(count - 0.05, Math.max(0.05, discount));
        }
      }
      return discounts;
    }
  }

  private static long key(int context, int symbol) {
    return ((long) context << Integer.SIZE) | symbol;
  }

  int order() {
    return order;
  }

  /**
   * The contexts that are known of a history, the empty one first.
   *
   * @param before all symbols of the sequence so far; one that is not in the model matches nothing
   */
  int[] contexts(int[] before) {
    int[] contexts = new int[order];
    int depth = 0;
    while (depth < order - 1 && depth <= before.length) {
      int symbol = depth == before.length ? start : before[before.length - 1 - depth];
      Integer context = longer.get(key(contexts[depth], symbol));
      if (context == null) {
        break;
      }
      contexts[++depth] = context;
    }
    return Arrays.copyOf(contexts, depth + 1);
  }

  /**
   * The probability of a symbol.
   *
   * @param contexts of {@link #contexts}
   * @param base its probability where nothing is known
   */
  double probability(int[] contexts, int symbol, double base) {
    double probability = base;
    for (int context : contexts) {
      int at = Arrays.binarySearch(followers, offsets[context], offsets[context + 1], symbol);
      probability = backOffs[context] * probability + (at < 0 ? 0 : shares[at]);
    }
    return probability;
  }

  /**
   * The probabilities of a range of symbols, as far as non-empty contexts give them.
   *
   * @param contexts of {@link #contexts}
   * @param from the first symbol
   * @param into [to - from] gets them; all zero before
   * @return how much of what the empty context says is to be added to each
   */
  double addFromContexts(int[] contexts, int from, double[] into) {
    double weight = 1;
    for (int depth = contexts.length - 1; depth > 0; depth--) {
      int context = contexts[depth];
      int end = atOrAfter(context, from + into.length);
      for (int at = atOrAfter(context, from); at < end; at++) {
        into[followers[at] - from] += weight * shares[at];
      }
      weight *= backOffs[context];
    }
    return weight;
  }

  /** How much of what the base distribution says is in the probability of a symbol. */
  double baseShare(int[] contexts) {
    double share = 1;
    for (int context : contexts) {
      share *= backOffs[context];
    }
    return share;
  }

  private int atOrAfter(int context, int symbol) {
    int at = Arrays.binarySearch(followers, offsets[context], offsets[context + 1], symbol);
    return at < 0 ? ~at : at;
  }
}
