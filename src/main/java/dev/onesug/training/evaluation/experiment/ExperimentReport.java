package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that a look at an experiment found. The JSON file and the page hold the same figures.
 *
 * @param events that were read, those of other people included
 * @param crossedOver users who got more than one variant and were left out
 * @param split users by variant, and whether they came as planned
 * @param metrics of all users, the primary one first
 * @param groups of users, those of one division after each other
 * @param served how the lists of each variant were made
 */
public record ExperimentReport(
    Origin origin,
    ExperimentSettings settings,
    long events,
    int crossedOver,
    SampleRatio split,
    List<MetricResult> metrics,
    List<GroupResult> groups,
    Map<String, ServedLists> served) {
  private static final String NAME = "experiment";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * One group of users.
   *
   * @param grouping what they are divided by
   * @param group which part
   */
  public record GroupResult(String grouping, String group, List<MetricResult> metrics) {}

  /** The metric that decides. */
  public MetricResult primary() {
    return metrics.get(0);
  }

  /** The look as a table for a terminal. */
  public String text() {
    return new ReportText(this).text();
  }

  /**
   * Writes {@code experiment.json} and {@code experiment.html} into a folder.
   *
   * @return the page
   */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(NAME + ".json"), JSON.writeValueAsBytes(this));
    return Files.writeString(folder.resolve(NAME + ".html"), new ExperimentPage(this).html());
  }
}
