package dev.onesug.training.evaluation.completion;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What completion came to. The JSON file and the page hold the same figures.
 *
 * @param learned how many distinct queries, and searches of them, were learned from
 * @param suggesters the one under evaluation first
 * @param parts all seen and all unseen queries first, then their bands of popularity
 * @param fitted what was tried on the dev trials, the chosen weights first
 */
public record CompletionReport(
    Origin origin,
    CompletionSettings settings,
    Learned learned,
    List<Entry> suggesters,
    List<Part> parts,
    List<WeightFit.Tried> fitted) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The size of the training part. */
  public record Learned(long queries, long searches) {}

  /** One suggester. */
  public record Entry(String name, String description, double medianMillis) {}

  /**
   * The figures of one part of the trials.
   *
   * @param scores one a suggester, in the order of the report
   */
  public record Part(String name, int requests, List<Scores> scores) {}

  /**
   * One suggester on one part.
   *
   * @param successLead by how much the suggester under evaluation is ahead of this one, trial by
   *     trial
   * @param reciprocalRankLead likewise
   */
  public record Scores(
      Estimate success,
      Estimate reciprocalRank,
      Estimate successLead,
      Estimate reciprocalRankLead) {}

  /** Writes {@code completion.json} and {@code completion.html} into a folder. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("completion.json"), JSON.writeValueAsBytes(this));
    Files.writeString(folder.resolve("completion.html"), new CompletionPage(this).html());
  }

  /** The figures as lines for a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(String.format(Locale.ROOT, "%n%s (%,d)%n", part.name(), part.requests()));
      for (int s = 0; s < suggesters.size(); s++) {
        Scores scores = part.scores().get(s);
        text.append(
            String.format(
                Locale.ROOT,
                "  %-32s %s %s  %s %s   lead %s %s%n",
                suggesters.get(s).name(),
                CompletionMetric.SUCCESS.label(),
                interval("%.4f", scores.success()),
                CompletionMetric.RECIPROCAL_RANK.label(),
                interval("%.4f", scores.reciprocalRank()),
                interval("%+.4f", scores.successLead()),
                interval("%+.4f", scores.reciprocalRankLead())));
      }
    }
    return text.toString();
  }

  private static String interval(String format, Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "%1$s [%1$s, %1$s]".replace("%1$s", format),
        estimate.mean(),
        estimate.low(),
        estimate.high());
  }
}
