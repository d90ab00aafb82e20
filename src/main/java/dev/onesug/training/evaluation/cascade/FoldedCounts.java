package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.related.QueryIndex;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.util.List;
import java.util.stream.Stream;

/**
 * The counts of a training window, and those of each of its folds: parts of equal size that follow
 * each other in time. A sample is learned from by the counts without its fold, as a search is
 * served by the counts of other days. To leave out that one search only would not do: its query
 * would be the one whose count is one less than at the other keystrokes, and trees find that.
 */
final class FoldedCounts {
  private static final int FOLDS = 10;

  private final WindowCounts all;
  private final WindowCounts none;
  private final List<WindowCounts> folds;
  private final int samples;

  private FoldedCounts(QueryIndex index, int samples) {
    this.all = new WindowCounts(index);
    this.none = new WindowCounts(index);
    this.folds = Stream.generate(() -> new WindowCounts(index)).limit(FOLDS).toList();
    this.samples = samples;
  }

  /** Reads the samples of a training window twice: how many they are, and what they say. */
  static FoldedCounts read(QueryIndex index, SampleFolder folder) {
    int[] place = {0};
    Samples.forEach(folder.train(), sample -> place[0]++);
    FoldedCounts counts = new FoldedCounts(index, place[0]);
    place[0] = 0;
    Samples.forEach(
        folder.train(),
        sample -> {
          counts.all.add(sample);
          counts.foldOf(place[0]++).add(sample);
        });
    return counts;
  }

  private WindowCounts foldOf(int place) {
    return folds.get((int) ((long) place * FOLDS / samples));
  }

  /** How many samples the window holds. */
  int samples() {
    return samples;
  }

  /** What is known while serving. */
  KnownCounts whole() {
    return new KnownCounts(all, none);
  }

  /**
   * What a sample is learned from.
   *
   * @param place of the sample in the window
   */
  KnownCounts withoutFoldOf(int place) {
    return new KnownCounts(all, foldOf(place));
  }
}
