package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.training.evaluation.cascade.RankingRows.Group;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.progress.Progress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Turns samples of the training window into rows to learn ranking from: a seeded choice of its
 * first part to grow trees on, and of its end to stop by.
 */
final class CascadeRows {
  /** The end of the window, in time, that is held out: one part in so many. */
  private static final int DEV_SHARE = 20;

  /** Held-out samples to one that trees are grown on: one in so many. */
  private static final int TRAIN_TO_DEV = 8;

  /** Rows of a training sample; of more, a seeded choice stands beside what was searched. */
  private static final int MOST_ROWS = 64;

  private static final int CHUNK = 1024;

  private final ModelVersion bundle;
  private final FoldedCounts counts;
  private final CascadeSettings settings;
  private final RankingRows train = new RankingRows();
  private final RankingRows dev = new RankingRows();

  /**
   * @param counts of the window that the samples are of
   */
  CascadeRows(ModelVersion bundle, FoldedCounts counts, CascadeSettings settings) {
    this.bundle = bundle;
    this.counts = counts;
    this.settings = settings;
  }

  /** What trees are grown on. */
  RankingRows train() {
    return train;
  }

  /** What tells when to stop. */
  RankingRows dev() {
    return dev;
  }

  /** Reads the chosen samples and makes their rows, on all processors, in the order of the log. */
  CascadeRows read(SampleFolder samples, Progress progress) {
    int firstOfDev = counts.samples() - counts.samples() / DEV_SHARE;
    BitSet chosen = chosen(firstOfDev);
    List<Numbered> chunk = new ArrayList<>();
    int[] place = {0};
    int[] done = {0};
    Samples.forEach(
        samples.train(),
        sample -> {
          if (chosen.get(place[0])) {
            chunk.add(new Numbered(place[0], place[0] >= firstOfDev, sample));
            if (chunk.size() == CHUNK) {
              done[0] += add(chunk);
              progress.update(done[0], chosen.cardinality(), "cascade: features");
            }
          }
          place[0]++;
        });
    add(chunk);
    return this;
  }

  /** A sample, its place in the log, and whether it is held out. */
  private record Numbered(int place, boolean heldOut, Sample sample) {}

  private BitSet chosen(int firstOfDev) {
    Random random = new Random(settings.seed());
    BitSet chosen = new BitSet();
    choose(random, 0, firstOfDev, settings.samples(), chosen);
    int held = Math.max(1, settings.samples() / TRAIN_TO_DEV);
    choose(random, firstOfDev, counts.samples(), held, chosen);
    return chosen;
  }

  private static void choose(Random random, int from, int to, int most, BitSet chosen) {
    List<Integer> places = new ArrayList<>(IntStream.range(from, to).boxed().toList());
    Collections.shuffle(places, random);
    places.stream().limit(most).forEach(chosen::set);
  }

  private int add(List<Numbered> chunk) {
    List<Optional<Group>> groups = chunk.parallelStream().map(this::group).toList();
    for (int i = 0; i < groups.size(); i++) {
      RankingRows rows = chunk.get(i).heldOut ? dev : train;
      groups.get(i).ifPresent(rows::add);
    }
    int added = chunk.size();
    chunk.clear();
    return added;
  }

  /**
   * Nothing of a sample whose query recall missed, because ranking cannot mend that; so it is with
   * one that was searched in this fold only.
   */
  private Optional<Group> group(Numbered numbered) {
    OptionalInt target = bundle.index().find(numbered.sample.target());
    if (target.isEmpty()) {
      return Optional.empty();
    }
    Keystroke keystroke =
        Keystroke.before(
            bundle, counts.withoutFoldOf(numbered.place), numbered.sample, target.getAsInt());
    List<Recalled> recalled = Recall.of(keystroke);
    int place = place(recalled, target.getAsInt());
    if (place < 0) {
      return Optional.empty();
    }
    if (!numbered.heldOut && recalled.size() > MOST_ROWS) {
      recalled = someOf(recalled, place, new Random(settings.seed() + numbered.place));
      place = place(recalled, target.getAsInt());
    }
    return Optional.of(new Group(RankingRows.features(keystroke, recalled), place));
  }

  private static int place(List<Recalled> recalled, int query) {
    return IntStream.range(0, recalled.size())
        .filter(place -> recalled.get(place).query() == query)
        .findFirst()
        .orElse(-1);
  }

  private static List<Recalled> someOf(List<Recalled> recalled, int target, Random random) {
    List<Recalled> others = new ArrayList<>(recalled);
    Recalled searched = others.remove(target);
    Collections.shuffle(others, random);
    List<Recalled> some = new ArrayList<>(others.subList(0, MOST_ROWS - 1));
    // Not always the first: its place would tell it apart where scores are equal.
    some.add(random.nextInt(MOST_ROWS), searched);
    return some;
  }
}
