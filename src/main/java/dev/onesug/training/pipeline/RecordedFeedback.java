package dev.onesug.training.pipeline;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleBuilder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.feedback.FeedbackSegments;
import dev.onesug.training.logs.imports.LogImport;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Feedback that the service records. It grows while a run learns from it, so the run writes down
 * how far the segments reached when it began, and never reads beyond; what came later is for the
 * next run.
 *
 * @param folder of the segments; they are read where they are
 * @param segments how far they reach
 */
record RecordedFeedback(Path folder, FeedbackSegments segments) implements TrainingData {
  private static final String BEGUN = "segments.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** As it is now. */
  static RecordedFeedback in(Path folder) throws IOException {
    return new RecordedFeedback(folder, FeedbackSegments.in(folder));
  }

  @Override
  public RecordedFeedback asBegun(Path run, List<Path> lenders) throws IOException {
    List<Path> runs = new ArrayList<>(lenders);
    runs.add(0, run);
    for (Path earlier : runs) {
      FeedbackSegments begun = read(earlier.resolve(BEGUN));
      if (!begun.isEmpty() && begun.areIn(folder)) {
        return write(run, begun);
      }
    }
    return write(run, segments);
  }

  private RecordedFeedback write(Path run, FeedbackSegments begun) throws IOException {
    Files.createDirectories(run);
    Files.write(run.resolve(BEGUN), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(begun));
    return new RecordedFeedback(folder, begun);
  }

  /** What cannot be read was never begun. */
  private static FeedbackSegments read(Path file) throws IOException {
    try {
      return Files.exists(file)
          ? JSON.readValue(Files.readAllBytes(file), FeedbackSegments.class)
          : new FeedbackSegments(List.of());
    } catch (JacksonException e) {
      return new FeedbackSegments(List.of());
    }
  }

  @Override
  public String source() {
    return "feedback log " + folder.getFileName();
  }

  @Override
  public String options() {
    return " --log " + folder;
  }

  @Override
  public Object logSettings(Recipe recipe) {
    return segments;
  }

  @Override
  public Object log(Recipe recipe, Path stage, Progress progress) throws IOException {
    return LogImport.feedback(segments, recipe.sampling().malformedLimit(), stage);
  }

  @Override
  public SampleSettings sampleSettings(Recipe recipe) {
    return recipe.sampling();
  }

  @Override
  public Object samples(Recipe recipe, Path logStage, SampleFolder samples, Progress progress)
      throws IOException {
    return new SampleBuilder(recipe.sampling()).build(new LogFolder(logStage), samples, progress);
  }
}
