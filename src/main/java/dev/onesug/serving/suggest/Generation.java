package dev.onesug.serving.suggest;

import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import dev.onesug.serving.versions.ServedModel.Neighbours;
import java.util.List;
import java.util.Map;

/**
 * What the model did for one prefix and one user; the answer cache keeps these.
 *
 * @param related semantic ID and related queries
 * @param encoderInput token ids
 * @param queries what the search found, the best score first
 * @param stageNanos time of the model's stages, the wait for a core included
 */
public record Generation(
    Neighbours related,
    int[] encoderInput,
    List<GeneratedQuery> queries,
    Map<Stage, Long> stageNanos) {
  public Generation {
    queries = List.copyOf(queries);
  }
}
