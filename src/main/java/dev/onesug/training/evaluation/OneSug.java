package dev.onesug.training.evaluation;

import dev.onesug.serving.suggest.QuerySuggester;
import dev.onesug.serving.suggest.Shop;
import dev.onesug.serving.suggest.SuggestRequest;
import dev.onesug.serving.suggest.SuggestSettings;
import dev.onesug.serving.suggest.Suggestions;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.ServedModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/**
 * A model version, asked through the class that serves, without answer cache and without a tight
 * deadline. An answer that the model did not give is an error here: it would measure the fallback.
 */
public final class OneSug implements Suggester {
  private final QuerySuggester suggester;
  private final String name;
  private final String description;

  /**
   * Asks a version that is loaded; the caller closes it, after this.
   *
   * @param name what the report calls it
   * @param beamWidth that the model searches with, to be told
   */
  public OneSug(ServedModel model, String name, int beamWidth) {
    this.name = name;
    this.description =
        "Model version %s, beam %d, asked through the class that serves, cache left out."
            .formatted(model.version(), beamWidth);
    suggester =
        new QuerySuggester(
            ModelVersions.of(model),
            Shop.UNKNOWN,
            SuggestSettings.OFFLINE,
            new SimpleMeterRegistry());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  /** While a batch is answered, the next one waits. */
  @Override
  public int concurrency() {
    return 2 * SuggestSettings.OFFLINE.batch();
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    Suggestions answer =
        suggester.suggest(SuggestRequest.of(request.prefix(), limit, request.user()));
    if (answer.degraded() != null) {
      throw new IllegalStateException(
          "prefix: %s (the model did not answer: %s)"
              .formatted(request.prefix(), answer.degraded().label()));
    }
    return answer.texts();
  }

  @Override
  public void close() {
    suggester.close();
  }
}
