package dev.onesug.model.bundle;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a model version was made from.
 *
 * @param created when it was published
 * @param parents names of the versions, or of the published encoder-decoder, that its training
 *     started from; often none
 * @param recipe the settings of all stages, as in the recipe file
 * @param dataWindow the time that its behaviour log covers
 * @param metrics what was measured on it, nested by stage
 */
public record Provenance(
    Instant created,
    List<String> parents,
    Map<String, Object> recipe,
    DataWindow dataWindow,
    Map<String, Object> metrics) {

  /**
   * A stretch of log time.
   *
   * @param source what the log is: for example {@code simulated, seed 7}
   * @param from the first instant in it
   * @param to the last instant in it
   */
  public record DataWindow(String source, Instant from, Instant to) {}
}
