package dev.onesug.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that an evaluation found. The JSON file and the page hold the same figures.
 *
 * @param askedAtOnce how many suggesters were asked at the same time, each on one thread
 * @param suggesters the one under evaluation first
 * @param slices the first one holds all requests
 * @param leftOut parts that are too small for figures of their own, with their requests
 * @param stages what the stages of the pipeline reported about themselves, by stage
 */
public record EvaluationReport(
    Origin origin,
    EvaluationSettings settings,
    int askedAtOnce,
    List<SuggesterResult> suggesters,
    List<SliceResult> slices,
    Map<String, Integer> leftOut,
    Map<String, Map<String, Object>> stages) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The figures over all requests. */
  public SliceResult overall() {
    return slices.get(0);
  }

  /** The figures over the searches that led to an order, if there were enough. */
  public Optional<SliceResult> orders() {
    return slices.stream().filter(SliceResult::isOrders).findFirst();
  }

  /** The same report with what the pipeline's stages said. */
  public EvaluationReport withStages(Map<String, Map<String, Object>> reports) {
    return new EvaluationReport(
        origin, settings, askedAtOnce, suggesters, slices, leftOut, reports);
  }

  /**
   * The estimates of the suggester under evaluation over all requests, for a manifest.
   *
   * @return means by metric label, for example {@code HR@16}
   */
  public Map<String, Double> headline() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (RankingMetric metric : RankingMetric.values()) {
      means.put(metric.label(), overall().scores().get(0).mean(metric).mean());
    }
    return means;
  }

  /** Writes the figures as JSON. */
  public void write(Path json) throws IOException {
    Files.write(json, JSON.writeValueAsBytes(this));
  }

  /** Reads what {@link #write} wrote. */
  public static EvaluationReport read(Path json) throws IOException {
    return JSON.readValue(Files.readAllBytes(json), EvaluationReport.class);
  }
}
