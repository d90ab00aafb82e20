package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.progress.Progress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The multi-stage cascade that OneSug is to replace (paper section 1), built as a good shop would:
 * recall by popularity, co-occurrence, meaning, words, sessions and history, ranked by
 * gradient-boosted trees. It has all that a model version has but the encoder-decoder and the
 * weights of the prior: the same index, the same text encoder, the same training log.
 *
 * <p>What is not in the samples is not in it: the time of day is not part of a request, and click
 * rates are of a query, not of a query under a prefix.
 *
 * <p>Owns native memory; close it before the model version. Not safe for use by several threads.
 */
public final class FairCascade implements AutoCloseable {
  private final ModelVersion bundle;
  private final KnownCounts counts;
  private final BoostedTrees trees;

  private FairCascade(ModelVersion bundle, KnownCounts counts, BoostedTrees trees) {
    this.bundle = bundle;
    this.counts = counts;
    this.trees = trees;
  }

  /**
   * Counts the training window and grows the trees on a seeded choice of its samples; the end of
   * the window says when to stop. The same input gives the same cascade.
   *
   * @param bundle that stays open until after this
   * @param samples of which only the training window is read
   * @throws IllegalArgumentException if recall finds the searched query of no chosen sample
   */
  public static FairCascade train(
      ModelVersion bundle, SampleFolder samples, CascadeSettings settings, Progress progress) {
    FoldedCounts counts = FoldedCounts.read(bundle.index(), samples);
    CascadeRows rows = new CascadeRows(bundle, counts, settings).read(samples, progress);
    if (rows.train().isEmpty()) {
      throw new IllegalArgumentException(
          "samples: none of %d was recalled (expected: at least one)"
              .formatted(settings.samples()));
    }
    return new FairCascade(
        bundle,
        counts.whole(),
        BoostedTrees.train(rows.train(), rows.dev(), settings.seed(), progress));
  }

  /**
   * Ranks queries for a prefix.
   *
   * @param prefix not empty
   * @param limit how many queries are wanted at most
   * @return different queries in normal form, the best first
   */
  public List<String> suggest(Prefix prefix, UserContext user, int limit) {
    Keystroke keystroke = Keystroke.serving(bundle, counts, prefix, user);
    List<Recalled> recalled = Recall.of(keystroke);
    double[] scores = trees.scores(RankingRows.features(keystroke, recalled));
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(place -> -scores[place]))
        .limit(limit)
        .map(place -> recalled.get(place).text())
        .toList();
  }

  /** How much each feature's splits gained, as shares of all gain, by the features' names. */
  public Map<String, Double> importance() {
    double[] gains = trees.gains();
    double all = Math.max(Double.MIN_NORMAL, Arrays.stream(gains).sum());
    Map<String, Double> shares = new LinkedHashMap<>();
    IntStream.range(0, gains.length)
        .boxed()
        .sorted(Comparator.comparingDouble(place -> -gains[place]))
        .forEach(place -> shares.put(Feature.ALL.get(place).name(), gains[place] / all));
    return shares;
  }

  @Override
  public void close() {
    trees.close();
  }
}
