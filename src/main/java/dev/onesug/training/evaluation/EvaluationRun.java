package dev.onesug.training.evaluation;

import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.util.List;

/**
 * The evaluation of model versions against each other and every baseline.
 *
 * @param samples the training window tells the baselines what is popular; the test window asks
 */
public record EvaluationRun(EvaluationSettings settings, SampleFolder samples) {

  /**
   * Opens the versions, asks them and the baselines, and closes them all.
   *
   * @param versions the one under evaluation first; a suggestion counts as valid if this one may
   *     suggest it
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   * @param others what else is asked, behind the baselines; closed here
   * @throws IOException if a version does not open
   */
  public EvaluationReport of(
      List<LabelledVersion> versions,
      String device,
      List<Suggester> others,
      Origin origin,
      Progress progress)
      throws IOException {
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("versions: none (expected: at least one)");
    }
    TrainingWindow training = TrainingWindow.read(samples);
    try (Lineup lineup = new Lineup(settings.beams())) {
      for (LabelledVersion version : versions) {
        lineup.addVersion(version, device);
      }
      lineup.addPrior();
      if (settings.asksForCascade()) {
        lineup.addCascade(samples, settings, progress);
      }
      lineup.addBaselines(training.queries(), origin.simulated());
      lineup.add(others);
      return new Evaluation(
              settings,
              training,
              query -> lineup.first().index().find(query).isPresent(),
              Runtime.getRuntime().availableProcessors())
          .run(Trial.read(samples), lineup.suggesters(), origin, progress);
    }
  }
}
