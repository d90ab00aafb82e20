package dev.onesug.training.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each prefix was typed in the training window, and how certain it was what would be
 * searched.
 */
public final class PrefixCounts {
  private final Map<String, Use> uses;
  private final int headFrom;
  private final int torsoFrom;

  /**
   * How familiar a prefix is. The most frequent prefixes that make up a third of the training
   * searches are the head, those of the next third the torso; prefixes of one frequency stay
   * together.
   */
  enum Band {
    HEAD,
    TORSO,
    TAIL,
    UNSEEN
  }

  /**
   * What the training window says of one prefix.
   *
   * @param count searches under it
   * @param entropyBits of the searched queries
   */
  private record Use(int count, double entropyBits) {
    static Use of(Collection<Integer> targets) {
      double all = targets.stream().mapToInt(Integer::intValue).sum();
      double entropy = 0;
      for (int count : targets) {
        entropy -= count / all * Math.log(count / all);
      }
      return new Use((int) all, entropy / Math.log(2));
    }
  }

  private PrefixCounts(Map<String, Use> uses) {
    this.uses = uses;
    List<Integer> counts =
        uses.values().stream().map(Use::count).sorted(Comparator.reverseOrder()).toList();
    long all = counts.stream().mapToLong(Integer::longValue).sum();
    this.headFrom = lowestOfMost(counts, all / 3.0);
    this.torsoFrom = lowestOfMost(counts, 2 * all / 3.0);
  }

  /**
   * Takes counts.
   *
   * @param searches how often each query was searched under each prefix
   */
  public static PrefixCounts of(Map<String, Map<String, Integer>> searches) {
    Map<String, Use> uses = new HashMap<>(2 * searches.size());
    searches.forEach((prefix, targets) -> uses.put(prefix, Use.of(targets.values())));
    return new PrefixCounts(uses);
  }

  /** The lowest count that is needed to sum up to so much, the highest first. */
  private static int lowestOfMost(List<Integer> counts, double enough) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
      if (sum >= enough) {
        return count;
      }
    }
    return 0;
  }

  Band band(String prefix) {
    Use use = uses.get(prefix);
    if (use == null) {
      return Band.UNSEEN;
    }
    return use.count >= headFrom ? Band.HEAD : use.count >= torsoFrom ? Band.TORSO : Band.TAIL;
  }

  /**
   * Entropy of what was searched under a prefix, by the observed shares: too low where there are
   * few searches. 0 for a prefix that was not seen.
   */
  double entropyBits(String prefix) {
    Use use = uses.get(prefix);
    return use == null ? 0 : use.entropyBits;
  }
}
