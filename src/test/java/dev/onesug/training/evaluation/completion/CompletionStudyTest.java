package dev.onesug.training.evaluation.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.embedding.TinyBert;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.completion.CompletionReport.Entry;
import dev.onesug.training.evaluation.completion.CompletionReport.Part;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionStudyTest {
  private static final CompletionSettings SETTINGS =
      new CompletionSettings(60, 30, 0.02, 1, 1, "cpu");
  private static final Origin ORIGIN =
      new Origin(Instant.EPOCH, "a machine", null, "a command", "queries <made up>", false);

  @TempDir Path folder;

  /** Every colour with every thing, the first ones popular. */
  private static Map<String, Long> searches() {
    Map<String, Long> searches = new LinkedHashMap<>();
    long popularity = 400;
    for (String colour : List.of("red", "blue", "green", "black", "white", "brown", "pink")) {
      for (String thing : List.of("shoes", "shirt", "socks", "skirt", "scarf", "shoes for men")) {
        for (String kind : List.of("", " cotton", " wool", " silk", " linen")) {
          searches.put(colour + kind + " " + thing, Math.max(1, popularity -= 3));
        }
      }
    }
    return searches;
  }

  private CompletionReport report() throws IOException {
    Path base = TinyBert.write(folder.resolve("base"), 7);
    return new CompletionStudy(SETTINGS, base, folder.resolve("network"))
        .of(searches(), ORIGIN, Progress.NONE);
  }

  private static Part part(CompletionReport report, String name) {
    return report.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double success(CompletionReport report, String part, String suggester) {
    int place = report.suggesters().stream().map(Entry::name).toList().indexOf(suggester);
    return part(report, part).scores().get(place).success().mean();
  }

  @Test
  void of_realQueries_tellsSeenFromUnseen() throws IOException {
    CompletionReport report = report();

    assertThat(success(report, "Unseen queries", "Most popular completion")).isZero();
    assertThat(success(report, "Unseen queries", "Its known queries alone")).isZero();
    assertThat(success(report, "Unseen queries", "Open completion")).isGreaterThan(0.2);
    assertThat(success(report, "Seen queries", "Open completion")).isGreaterThan(0.2);
    assertThat(part(report, "Seen queries").scores().get(0).successLead().mean()).isZero();
    assertThat(report.parts())
        .extracting(Part::name)
        .startsWith("Seen queries", "Unseen queries")
        .contains("Seen, 100 times and more");
    assertThat(report.fitted()).hasSize(11).allMatch(tried -> tried.unseen()[0] <= 1);
  }

  @Test
  void of_trainedBefore_findsTheSameAgain() throws IOException {
    CompletionReport first = report();
    CompletionReport second = report();

    assertThat(second.parts()).isEqualTo(first.parts());
    assertThat(second.fitted().get(0).weights()).isEqualTo(first.fitted().get(0).weights());
  }

  @Test
  void write_report_isJsonAndAPage() throws IOException {
    CompletionReport report = report();
    report.write(folder.resolve("out"));

    assertThat(folder.resolve("out").resolve("completion.json"))
        .content()
        .contains("\"Open completion\"", "\"queries <made up>\"");
    assertThat(folder.resolve("out").resolve("completion.html"))
        .content()
        .contains("Open completion", "queries &lt;made up&gt;", "Success@10")
        .doesNotContain("<made up>");
    assertThat(report.text()).contains("Unseen queries (").contains("Popular suffixes");
  }
}
