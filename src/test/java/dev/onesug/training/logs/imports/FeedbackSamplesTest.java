package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleBuilder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.logs.feedback.FeedbackSegments;
import dev.onesug.training.logs.shop.SimulatorSettings;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that went through the service's feedback teaches what the log itself teaches. */
class FeedbackSamplesTest {
  @TempDir Path temp;

  @Test
  void build_shuffledRepeatedAndTornFeedback_givesTheSamplesOfTheLog() throws IOException {
    List<Search> searches = simulated();
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < searches.size(); number++) {
      RecordedShop.events(searches.get(number), number)
          .forEach(event -> lines.add(FeedbackJson.write(event)));
    }
    lines.addAll(lines.subList(0, lines.size() / 3));
    Collections.shuffle(lines, new Random(7));
    write(lines);

    ImportReport report =
        LogImport.feedback(FeedbackSegments.in(temp.resolve("feedback")), 1, temp.resolve("out"));

    assertThat(report.malformed()).isEqualTo(1);
    assertThat(report.searches()).isEqualTo(searches.size());
    SampleFolder expected = samples("log");
    SampleFolder actual = samples("out");
    assertThat(actual.train()).hasSameTextualContentAs(expected.train());
    assertThat(actual.test()).hasSameTextualContentAs(expected.test());
    assertThat(actual.queries()).hasSameTextualContentAs(expected.queries());
    assertThat(actual.queryPairs()).hasSameTextualContentAs(expected.queryPairs());
  }

  private List<Search> simulated() throws IOException {
    List<Search> searches =
        RecordedShop.searches(SimulatorSettings.ofSearches(2000), temp.resolve("simulated"));
    try (SearchLog.Writer log = SearchLog.writer(new LogFolder(temp.resolve("log")).searches())) {
      for (Search search : searches) {
        log.write(search);
      }
    }
    return searches;
  }

  private void write(List<String> lines) throws IOException {
    Path folder = Files.createDirectory(temp.resolve("feedback"));
    int third = lines.size() / 3;
    for (int segment = 0; segment < 3; segment++) {
      int end = segment == 2 ? lines.size() : (segment + 1) * third;
      Files.write(
          folder.resolve("events-%d.jsonl".formatted(segment)),
          lines.subList(segment * third, end));
    }
    Files.writeString(
        folder.resolve("events-2.jsonl"), lines.get(0).substring(0, 25), StandardOpenOption.APPEND);
  }

  private SampleFolder samples(String log) throws IOException {
    SampleFolder samples = new SampleFolder(temp.resolve(log + "-samples"));
    new SampleBuilder(SampleSettings.DEFAULTS.withMinUsers(2))
        .build(new LogFolder(temp.resolve(log)), samples, Progress.NONE);
    return samples;
  }
}
