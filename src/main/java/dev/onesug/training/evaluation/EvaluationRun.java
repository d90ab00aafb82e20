package dev.onesug.training.evaluation;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.serving.versions.BundledModel;
import dev.onesug.training.evaluation.cascade.FairCascade;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The evaluation of a model version against every baseline.
 *
 * @param samples the training window tells the baselines what is popular; the test window asks
 */
public record EvaluationRun(EvaluationSettings settings, SampleFolder samples) {
  /** As the service searches where nothing else is configured. */
  private static final int BEAM_WIDTH = 32;

  /**
   * Opens a version, asks it and the baselines, and closes them all.
   *
   * @param version folder of a published version
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   * @param others what else is asked, behind the baselines; closed here
   * @throws IOException if the version does not open
   */
  public EvaluationReport of(
      Path version, String device, List<Suggester> others, Origin origin, Progress progress)
      throws IOException {
    TrainingWindow training = TrainingWindow.read(samples);
    ModelVersion bundle = ModelVersion.open(version, device);
    try (BundledModel model = new BundledModel(bundle, BEAM_WIDTH)) {
      List<Suggester> suggesters = new ArrayList<>();
      try {
        suggesters.add(new OneSug(model));
        if (bundle.hasPrior()) {
          suggesters.add(new PriorAlone(bundle, BEAM_WIDTH));
        }
        if (settings.asksForCascade()) {
          suggesters.add(
              new TrainedCascade(FairCascade.train(bundle, samples, settings.cascade(), progress)));
        }
        addBaselines(suggesters, training.queries(), origin.simulated());
        suggesters.addAll(others);
        return new Evaluation(settings, training, query -> bundle.index().find(query).isPresent())
            .run(Trial.read(samples), suggesters, origin, progress);
      } finally {
        suggesters.forEach(Suggester::close);
      }
    }
  }

  private static void addBaselines(
      List<Suggester> suggesters, QueryCounts queries, boolean simulated) {
    suggesters.add(new MostPopularCompletion(queries));
    suggesters.add(new PopularSuffixes(queries));
    if (simulated) {
      // Nobody but the simulated shop is known to have run this cascade.
      suggesters.add(new ShopCascade(queries));
    }
    suggesters.add(new LuceneInfix(queries));
    suggesters.add(new LuceneFuzzy(queries));
  }
}
