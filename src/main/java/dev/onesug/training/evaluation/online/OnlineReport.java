package dev.onesug.training.evaluation.online;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that an A/B test in the simulated shop found. The JSON file and the page hold the same
 * figures.
 *
 * @param treatment name of the new suggester
 * @param description what it is
 * @param controlUsers users with a search in the days of the test who kept the old cascade
 * @param treatedUsers those who got the new suggester
 * @param metrics of both arms
 * @param offPolicy what the control arm's log alone would have told
 */
public record OnlineReport(
    Origin origin,
    OnlineSettings settings,
    String treatment,
    String description,
    int controlUsers,
    int treatedUsers,
    Map<OnlineMetric, ArmComparison> metrics,
    OffPolicyReport offPolicy) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The test as a table for a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder();
    append(
        text,
        "simulated: %,d users kept the old cascade, %,d got %s%n",
        controlUsers,
        treatedUsers,
        treatment);
    metrics.forEach(
        (metric, arms) ->
            append(
                text,
                "%-36s %8.3f  %8.3f  %+6.2f %% [%+.2f, %+.2f]%n",
                metric.label(),
                arms.control().mean(),
                arms.treatment().mean(),
                100 * arms.lift().mean(),
                100 * arms.lift().low(),
                100 * arms.lift().high()));
    append(text, "%nfrom the log: plain, weighted, weighted by estimates, truth%n");
    line(text, "Reciprocal rank of what was wanted", offPolicy.reciprocalRank());
    line(text, "Looks that choose", offPolicy.clickRate());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, OffPolicyReport.Readings readings) {
    append(text, "%-36s", name);
    for (Estimate estimate :
        List.of(readings.plain(), readings.weighted(), readings.estimated(), readings.truth())) {
      append(text, " %.4f [%.4f, %.4f]", estimate.mean(), estimate.low(), estimate.high());
    }
    append(text, "%n");
  }

  private static void append(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  /** Writes {@code online.json} and {@code online.html} into a folder. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("online.json"), JSON.writeValueAsBytes(this));
    Files.writeString(folder.resolve("online.html"), new OnlinePage(this).html());
  }
}
