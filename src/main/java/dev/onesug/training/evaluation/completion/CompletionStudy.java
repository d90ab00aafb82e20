package dev.onesug.training.evaluation.completion;

import dev.onesug.training.evaluation.Bootstrap;
import dev.onesug.training.evaluation.MostPopularCompletion;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.PopularSuffixes;
import dev.onesug.training.evaluation.QueryCounts;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.evaluation.completion.CompletionReport.Entry;
import dev.onesug.training.evaluation.completion.CompletionReport.Learned;
import dev.onesug.training.evaluation.completion.CompletionReport.Part;
import dev.onesug.training.evaluation.completion.CompletionReport.Scores;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Completion of real queries from beginning to end: splits them, learns from the training part,
 * chooses weights on the dev part, and asks everything the same test trials.
 *
 * @param baseEncoder folder of a published text encoder
 * @param folder where the encoder-decoder is trained, resumed and kept
 */
public record CompletionStudy(CompletionSettings settings, Path baseEncoder, Path folder) {
  private static final int ORDER = 3;
  private static final int TRAINING_DEV_TRIALS = 500;

  /**
   * Runs the study.
   *
   * @param searches of each real query, in normal form
   */
  public CompletionReport of(Map<String, Long> searches, Origin origin, Progress progress)
      throws IOException {
    QuerySplit split = QuerySplit.of(searches, settings.seed());
    try (CompletionNetwork network = network(split, progress)) {
      QueryModel model = new QueryModel(split.training().keySet(), ORDER);
      Candidates candidates = new Candidates(split.training(), model);
      OpenRanking ranking = new OpenRanking(network);
      progress.update(0, 0, "choosing weights on the dev queries");
      List<WeightFit.Tried> fitted =
          new WeightFit(
                  ranking,
                  candidates,
                  split.training(),
                  split.seenTrials(split.dev(), settings.devRequests(), settings.seed()),
                  split.unseenTrials(split.dev(), settings.devRequests(), settings.seed()))
              .fit();
      CompletionWeights weights = fitted.get(0).weights();
      List<Suggester> suggesters = ours(candidates, ranking, weights);
      suggesters.addAll(baselines(split, model));
      Trials trials = Trials.of(split, settings);
      List<CompletionRun> runs = ask(trials.all(), suggesters, progress);
      return new CompletionReport(
          origin,
          settings,
          new Learned(
              split.training().size(),
              split.training().values().stream().mapToLong(Integer::longValue).sum()),
          runs.stream().map(CompletionStudy::entry).toList(),
          parts(trials, runs),
          fitted);
    }
  }

  private static List<CompletionRun> ask(
      List<CompletionTrial> trials, List<Suggester> suggesters, Progress progress) {
    List<CompletionRun> runs = new ArrayList<>();
    long total = (long) suggesters.size() * trials.size();
    for (Suggester suggester : suggesters) {
      long before = (long) runs.size() * trials.size();
      runs.add(
          CompletionRun.of(
              suggester, trials, (done, all, name) -> progress.update(before + done, total, name)));
    }
    return runs;
  }

  private CompletionNetwork network(QuerySplit split, Progress progress) throws IOException {
    return CompletionNetwork.train(
        split.training().keySet().stream().filter(QuerySplit::canBeCut).toList(),
        split.unseenTrials(split.dev(), TRAINING_DEV_TRIALS, settings.seed()),
        settings.training(),
        baseEncoder,
        folder,
        progress);
  }

  private static List<Suggester> ours(
      Candidates candidates, OpenRanking ranking, CompletionWeights weights) {
    return new ArrayList<>(
        List.of(
            new OpenCompletion(
                "Open completion",
                "Known queries by popularity, new ones by word n-grams, the encoder-decoder on top:"
                    + " one score, open decoding.",
                candidates,
                ranking,
                weights),
            new OpenCompletion(
                "Its prior alone",
                "The same without the encoder-decoder.",
                candidates,
                ranking,
                new CompletionWeights(weights.generated(), 0)),
            new OpenCompletion(
                "Its known queries alone",
                "The same without new queries: decoding constrained to a trie.",
                candidates,
                ranking,
                new CompletionWeights(0, weights.network()))));
  }

  private static List<Suggester> baselines(QuerySplit split, QueryModel model) {
    QueryCounts counts = QueryCounts.of(split.training());
    return List.of(
        new MostPopularCompletion(counts), new NgramCompletion(model), new PopularSuffixes(counts));
  }

  /**
   * The test.
   *
   * @param seen how many of the trials, from the first on, ask for seen queries
   */
  private record Trials(List<CompletionTrial> all, int seen) {
    static Trials of(QuerySplit split, CompletionSettings settings) {
      List<CompletionTrial> seen =
          split.seenTrials(split.test(), settings.requests(), settings.seed());
      List<CompletionTrial> unseen =
          split.unseenTrials(split.test(), settings.requests(), settings.seed());
      return new Trials(Stream.concat(seen.stream(), unseen.stream()).toList(), seen.size());
    }

    int[] seen(Predicate<CompletionTrial> holds) {
      return IntStream.range(0, seen).filter(trial -> holds.test(all.get(trial))).toArray();
    }

    int[] unseen(Predicate<CompletionTrial> holds) {
      return IntStream.range(seen, all.size())
          .filter(trial -> holds.test(all.get(trial)))
          .toArray();
    }
  }

  private static Entry entry(CompletionRun run) {
    return new Entry(run.suggester().name(), run.suggester().description(), run.medianMillis());
  }

  private List<Part> parts(Trials trials, List<CompletionRun> runs) {
    List<Part> parts = new ArrayList<>();
    parts.add(part("Seen queries", trials.seen(any -> true), runs));
    parts.add(part("Unseen queries", trials.unseen(any -> true), runs));
    for (PopularityBand band : PopularityBand.values()) {
      parts.add(part("Seen, " + band.label(), trials.seen(band::holds), runs));
    }
    for (PopularityBand band : PopularityBand.values()) {
      parts.add(part("Unseen, " + band.label(), trials.unseen(band::holds), runs));
    }
    return parts.stream().filter(part -> part.requests() > 0).toList();
  }

  private Part part(String name, int[] trials, List<CompletionRun> runs) {
    return new Part(
        name,
        trials.length,
        trials.length == 0
            ? List.of()
            : runs.stream().map(run -> scores(runs.get(0), run, trials)).toList());
  }

  private Scores scores(CompletionRun ours, CompletionRun theirs, int[] trials) {
    Bootstrap bootstrap = settings.bootstrap();
    double[] success = theirs.column(CompletionMetric.SUCCESS, trials);
    double[] reciprocalRank = theirs.column(CompletionMetric.RECIPROCAL_RANK, trials);
    return new Scores(
        bootstrap.means(success)[0],
        bootstrap.means(reciprocalRank)[0],
        bootstrap.pairedDifference(ours.column(CompletionMetric.SUCCESS, trials), success),
        bootstrap.pairedDifference(
            ours.column(CompletionMetric.RECIPROCAL_RANK, trials), reciprocalRank));
  }
}
