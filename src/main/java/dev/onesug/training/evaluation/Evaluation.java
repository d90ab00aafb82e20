package dev.onesug.training.evaluation;

import dev.onesug.training.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Asks every suggester the same held-out searches, one after the other on one thread, and compares
 * the lists with what was searched.
 */
public final class Evaluation {
  /** Below this the interval of a slice says nothing. */
  static final int SMALLEST_SLICE = 30;

  private final EvaluationSettings settings;
  private final TrainingWindow training;
  private final Predicate<String> allowed;

  /**
   * Makes an evaluation.
   *
   * @param training what the training window held, for the slices
   * @param allowed whether a query may be suggested at all
   */
  public Evaluation(
      EvaluationSettings settings, TrainingWindow training, Predicate<String> allowed) {
    this.settings = settings;
    this.training = training;
    this.allowed = allowed;
  }

  /**
   * Runs it.
   *
   * @param heldOut at least one; of more than the settings ask for, a seeded choice is taken
   * @param suggesters the one under evaluation first, with what it is compared with behind it
   * @param origin for the report
   */
  public EvaluationReport run(
      List<Trial> heldOut, List<? extends Suggester> suggesters, Origin origin, Progress progress) {
    if (heldOut.isEmpty() || suggesters.isEmpty()) {
      throw new IllegalArgumentException(
          "heldOut: %d, suggesters: %d (expected: at least one of each)"
              .formatted(heldOut.size(), suggesters.size()));
    }
    List<Trial> trials = chosen(heldOut);
    List<SuggesterRun> runs = ask(trials, suggesters, progress);
    return new EvaluationReport(
        origin,
        settings,
        runs.stream().map(SuggesterRun::result).toList(),
        comparisons(runs, trials.size()),
        slices(runs, trials),
        Map.of());
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

  private List<SuggesterRun> ask(
      List<Trial> trials, List<? extends Suggester> suggesters, Progress progress) {
    long total = (long) trials.size() * suggesters.size();
    long done = 0;
    List<SuggesterRun> runs = new ArrayList<>();
    for (Suggester suggester : suggesters) {
      SuggesterRun run = new SuggesterRun(suggester, allowed, trials.size());
      for (Trial trial : trials) {
        run.ask(trial);
        progress.update(++done, total, suggester.name());
      }
      runs.add(run);
    }
    return runs;
  }

  private List<Comparison> comparisons(List<SuggesterRun> runs, int trials) {
    SuggesterRun ours = runs.get(0);
    int[] all = IntStream.range(0, trials).toArray();
    return runs.stream()
        .skip(1)
        .map(theirs -> new Comparison(ours.name(), theirs.name(), differences(ours, theirs, all)))
        .toList();
  }

  private Map<RankingMetric, Estimate> differences(
      SuggesterRun ours, SuggesterRun theirs, int[] trials) {
    Map<RankingMetric, Estimate> differences = new EnumMap<>(RankingMetric.class);
    for (RankingMetric metric : RankingMetric.values()) {
      differences.put(
          metric,
          settings
              .bootstrap()
              .pairedDifference(ours.column(metric, trials), theirs.column(metric, trials)));
    }
    return differences;
  }

  private List<SliceResult> slices(List<SuggesterRun> runs, List<Trial> trials) {
    List<SliceResult> results = new ArrayList<>();
    for (SliceGroup group : SliceGroup.standard(training)) {
      for (SliceGroup.Slice slice : group.slices()) {
        int[] members =
            IntStream.range(0, trials.size())
                .filter(trial -> slice.holds().test(trials.get(trial)))
                .toArray();
        if (members.length >= SMALLEST_SLICE || members.length == trials.size()) {
          results.add(
              new SliceResult(group.name(), slice.name(), members.length, scores(runs, members)));
        }
      }
    }
    return results;
  }

  private List<SliceResult.Scores> scores(List<SuggesterRun> runs, int[] members) {
    RankingMetric[] metrics = RankingMetric.values();
    double[][] columns =
        runs.stream()
            .flatMap(run -> Arrays.stream(metrics).map(metric -> run.column(metric, members)))
            .toArray(double[][]::new);
    Estimate[] estimates = settings.bootstrap().means(columns);
    List<SliceResult.Scores> scores = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      Map<RankingMetric, Estimate> byMetric = new EnumMap<>(RankingMetric.class);
      for (int m = 0; m < metrics.length; m++) {
        byMetric.put(metrics[m], estimates[run * metrics.length + m]);
      }
      scores.add(new SliceResult.Scores(runs.get(run).name(), byMetric));
    }
    return scores;
  }
}
