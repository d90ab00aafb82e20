package dev.onesug.training.evaluation.online;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.serving.versions.BundledModel;
import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.OneSug;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.logs.shop.Look;
import dev.onesug.training.logs.shop.OpenShop;
import dev.onesug.training.logs.shop.SuggestionBox;
import dev.onesug.training.logs.shop.Visit;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An A/B test in the simulated shop. All users have the old cascade until the test begins, so that
 * everybody has a history; then half of them, by their names, get the new suggester.
 */
public record OnlineTest(OnlineSettings settings) {
  /** As the service searches where nothing else is configured. */
  private static final int BEAM_WIDTH = 32;

  /**
   * Opens a version, tests it through the class that serves, and closes it.
   *
   * @param version folder of a published version
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   * @throws IOException if the version does not open
   */
  public OnlineReport of(
      Path version, String device, OpenShop shop, Origin origin, Progress progress)
      throws IOException {
    try (BundledModel model = new BundledModel(ModelVersion.open(version, device), BEAM_WIDTH);
        OneSug treatment = new OneSug(model, "OneSug", BEAM_WIDTH)) {
      return run(shop, treatment, origin, progress);
    }
  }

  /**
   * Runs it.
   *
   * @param shop whose people are drawn by another seed than those of the log that the suggester
   *     learned from
   * @param treatment what the treated half gets; asked at every look, and nowhere else
   * @param origin for the report
   */
  public OnlineReport run(OpenShop shop, Suggester treatment, Origin origin, Progress progress) {
    Arms arms = new Arms(settings.seed());
    OffPolicyStudy study = new OffPolicyStudy(settings.looks(), settings.seed());
    SuggestionBox box =
        (prefix, user) ->
            treatment.suggest(new EvaluationRequest(prefix, user), SuggestionBox.SHOWN);
    shop.serve(
        settings.testDays(), arms::isTreated, box, visit -> note(visit, arms, study), progress);
    return new OnlineReport(
        origin,
        settings,
        treatment.name(),
        treatment.description(),
        arms.controlUsers(),
        arms.treatedUsers(),
        arms.compare(settings.resamples()),
        study.run(treatment, new RatioBootstrap(settings.resamples(), settings.seed())));
  }

  private static void note(Visit visit, Arms arms, OffPolicyStudy study) {
    if (!visit.inTest()) {
      visit.looks().forEach(study::learn);
      return;
    }
    arms.add(visit);
    if (!arms.isTreated(visit.user().user())) {
      for (Look look : visit.looks()) {
        study.offer(look);
      }
    }
  }
}
