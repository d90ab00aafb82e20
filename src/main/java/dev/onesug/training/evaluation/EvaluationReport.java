package dev.onesug.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that an evaluation found. The JSON file and the page hold the same figures.
 *
 * @param suggesters the one under evaluation first
 * @param comparisons it against each of the others, over all requests
 * @param slices the first one holds all requests
 * @param stages what the stages of the pipeline reported about themselves, by stage
 */
public record EvaluationReport(
    Origin origin,
    EvaluationSettings settings,
    List<SuggesterResult> suggesters,
    List<Comparison> comparisons,
    List<SliceResult> slices,
    Map<String, Map<String, Object>> stages) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The figures over all requests. */
  SliceResult overall() {
    return slices.get(0);
  }

  /** The same report with what the pipeline's stages said. */
  public EvaluationReport withStages(Map<String, Map<String, Object>> reports) {
    return new EvaluationReport(origin, settings, suggesters, comparisons, slices, reports);
  }

  /**
   * The estimates of the suggester under evaluation over all requests, for a manifest.
   *
   * @return means by metric label, for example {@code HR@16}
   */
  public Map<String, Double> headline() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (RankingMetric metric : RankingMetric.values()) {
      means.put(metric.label(), overall().estimate(0, metric).mean());
    }
    return means;
  }

  /** Writes {@code evaluation.json} and {@code evaluation.html} into a folder. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("evaluation.json"), JSON.writeValueAsBytes(this));
    Files.writeString(folder.resolve("evaluation.html"), new ReportPage(this).html());
  }

  /** Reads an {@code evaluation.json}. */
  public static EvaluationReport read(Path json) throws IOException {
    return JSON.readValue(Files.readAllBytes(json), EvaluationReport.class);
  }

  static Estimate required(Map<RankingMetric, Estimate> estimates, RankingMetric metric) {
    Estimate estimate = estimates.get(metric);
    if (estimate == null) {
      throw new IllegalStateException(metric.label() + ": not in the report");
    }
    return estimate;
  }
}
