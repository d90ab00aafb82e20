package dev.onesug.training.evaluation;

import dev.onesug.training.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Asks every suggester the same held-out searches, and compares the lists with what was searched.
 */
public final class Evaluation {
  /** Below this the interval of a slice says nothing. */
  static final int SMALLEST_SLICE = 30;

  private final EvaluationSettings settings;
  private final TrainingWindow training;
  private final Predicate<String> allowed;
  private final int atOnce;

  /**
   * Makes an evaluation.
   *
   * @param training what the training window held, for the slices
   * @param allowed whether a query may be suggested at all; asked by several threads
   * @param atOnce how many suggesters are asked at the same time, each on a thread of its own
   */
  public Evaluation(
      EvaluationSettings settings, TrainingWindow training, Predicate<String> allowed, int atOnce) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("atOnce: " + atOnce + " (expected: at least 1)");
    }
    this.settings = settings;
    this.training = training;
    this.allowed = allowed;
    this.atOnce = atOnce;
  }

  /**
   * Runs it.
   *
   * @param heldOut at least one; of more than the settings ask for, a seeded choice is taken
   * @param suggesters of different names; the one under evaluation first, with what it is compared
   *     with behind it
   * @param origin for the report
   */
  public EvaluationReport run(
      List<Trial> heldOut, List<? extends Suggester> suggesters, Origin origin, Progress progress) {
    if (heldOut.isEmpty() || suggesters.isEmpty()) {
      throw new IllegalArgumentException(
          "heldOut: %d, suggesters: %d (expected: at least one of each)"
              .formatted(heldOut.size(), suggesters.size()));
    }
    requireDifferentNames(suggesters);
    List<Trial> trials = chosen(heldOut);
    int threads = Math.min(atOnce, suggesters.size());
    List<SuggesterRun> runs = new Asking(trials, allowed, progress).ask(suggesters, threads);
    Map<String, Integer> leftOut = new LinkedHashMap<>();
    return new EvaluationReport(
        origin,
        settings,
        threads,
        runs.stream().map(SuggesterRun::result).toList(),
        slices(runs, trials, leftOut),
        leftOut,
        Map.of());
  }

  private static void requireDifferentNames(List<? extends Suggester> suggesters) {
    Set<String> names = new HashSet<>();
    for (Suggester suggester : suggesters) {
      if (!names.add(suggester.name())) {
        throw new IllegalArgumentException(
            "suggesters: two are named " + suggester.name() + " (expected: different names)");
      }
    }
  }

  /** A seeded choice, in the order of the log. */
  private List<Trial> chosen(List<Trial> heldOut) {
    if (heldOut.size() <= settings.requests()) {
      return heldOut;
    }
    int[] order = IntStream.range(0, heldOut.size()).toArray();
    Random random = new Random(settings.seed());
    for (int i = 0; i < settings.requests(); i++) {
      int other = i + random.nextInt(order.length - i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return Arrays.stream(order).limit(settings.requests()).sorted().mapToObj(heldOut::get).toList();
  }

  private List<SliceResult> slices(
      List<SuggesterRun> runs, List<Trial> trials, Map<String, Integer> leftOut) {
    SliceScoring scoring = new SliceScoring(settings.bootstrap(), trials, runs);
    List<SliceResult> results = new ArrayList<>();
    for (SliceGroup group : SliceGroup.standard(training)) {
      for (SliceGroup.Slice slice : group.slices()) {
        int[] members =
            IntStream.range(0, trials.size())
                .filter(trial -> slice.holds().test(trials.get(trial)))
                .toArray();
        if (members.length >= SMALLEST_SLICE || members.length == trials.size()) {
          results.add(scoring.score(group.name(), slice.name(), members));
        } else {
          leftOut.put(group.name() + ": " + slice.name(), members.length);
        }
      }
    }
    return results;
  }
}
