package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.serving.feedback.FeedbackIntake;
import dev.onesug.serving.feedback.FeedbackSettings;
import dev.onesug.serving.feedback.Fsync;
import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.logs.feedback.FeedbackSegments;
import dev.onesug.training.logs.imports.RecordedShop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service's intake writes is what {@code train} learns from, file by file. */
class TrainFromFeedbackTest {
  private static final Path RECIPE = Path.of("src/test/resources/recipes/tiny.yaml");

  @TempDir Path temp;

  @Test
  void train_folderOfTheService_learnsFromEveryEventOfEverySegment() throws Exception {
    List<Search> searches =
        RecordedShop.searches(RecipeReader.read(RECIPE).simulate(), temp.resolve("simulated"));
    record(searches);
    List<Path> segments = FeedbackSegments.in(feedback()).files();
    assertThat(segments).hasSizeGreaterThan(2);

    int status =
        CommandLine.run(
            "train",
            "--recipe=" + RECIPE,
            "--log=" + feedback(),
            "--name=shop",
            "--runs=" + temp.resolve("runs"),
            "--stage=SAMPLES");

    assertThat(status).isZero();
    assertThat(temp.resolve("runs/shop/segments.json"))
        .content()
        .contains(segments.stream().map(Path::toString).toList());
    assertThat(learned()).isEqualTo(searches);
    SampleFolder samples = new SampleFolder(temp.resolve("runs/shop/samples"));
    assertThat(samples.train()).isNotEmptyFile();
    assertThat(samples.test()).isNotEmptyFile();
    assertThat(samples.queries()).isNotEmptyFile();
  }

  private Path feedback() {
    return temp.resolve("feedback");
  }

  /** As {@code /events} does, some events at a time. */
  private void record(List<Search> searches) throws Exception {
    FeedbackSettings settings =
        new FeedbackSettings(
            feedback(),
            1 << 20,
            Fsync.NEVER,
            Duration.ofSeconds(1),
            new FeedbackSettings.Segments(
                200_000, Duration.ofHours(1), 1 << 30, Duration.ofDays(1)));
    try (FeedbackIntake intake =
        new FeedbackIntake(settings, List.of(), new SimpleMeterRegistry())) {
      for (int number = 0; number < searches.size(); number++) {
        List<FeedbackEvent> events = RecordedShop.events(searches.get(number), number);
        intake.accept(events).get(10, TimeUnit.SECONDS);
      }
    }
  }

  private List<Search> learned() throws IOException {
    List<Search> searches = new ArrayList<>();
    new SearchLog(new LogFolder(temp.resolve("runs/shop/log")), 0).forEach(searches::add);
    return searches;
  }
}
