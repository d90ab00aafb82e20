package dev.onesug.training.align;

import dev.onesug.training.align.PairMiner.Lookup;
import dev.onesug.training.evaluation.Bootstrap;
import dev.onesug.training.evaluation.Estimate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What several encoders found of the same held-out pairs. */
final class Recall {
  private static final int HEADLINE = 10;

  private final Bootstrap bootstrap;
  private final Map<String, Map<Lookup, int[]>> ranksByEncoder = new LinkedHashMap<>();

  Recall(Bootstrap bootstrap) {
    this.bootstrap = bootstrap;
  }

  void add(String encoder, Map<Lookup, int[]> ranks) {
    ranksByEncoder.put(encoder, ranks);
  }

  /** All figures: by the way of looking up, then by encoder. */
  Map<Lookup, Map<String, AlignReport.Found>> rows() {
    Set<Lookup> lookups = new LinkedHashSet<>();
    ranksByEncoder.values().forEach(ranks -> lookups.addAll(ranks.keySet()));
    Map<Lookup, Map<String, AlignReport.Found>> rows = new LinkedHashMap<>();
    for (Lookup lookup : lookups) {
      Map<String, AlignReport.Found> found = new LinkedHashMap<>();
      ranksByEncoder.forEach(
          (encoder, ranks) -> {
            int[] of = ranks.getOrDefault(lookup, new int[0]);
            if (of.length > 0) {
              found.put(encoder, found(of));
            }
          });
      rows.put(lookup, found);
    }
    return rows;
  }

  private AlignReport.Found found(int... ranks) {
    Estimate[] means = bootstrap.means(hits(ranks, 1), hits(ranks, HEADLINE), hits(ranks, 50));
    return new AlignReport.Found(ranks.length, means[0], means[1], means[2]);
  }

  /** Paired difference of Recall@10 by prefixes. */
  Estimate gain(String ours, String theirs) {
    return bootstrap.pairedDifference(headline(ours), headline(theirs));
  }

  private double[] headline(String encoder) {
    return hits(
        ranksByEncoder.getOrDefault(encoder, Map.of()).getOrDefault(Lookup.PREFIX, new int[0]),
        HEADLINE);
  }

  private static double[] hits(int[] ranks, int depth) {
    return Arrays.stream(ranks).mapToDouble(rank -> rank <= depth ? 1 : 0).toArray();
  }
}
