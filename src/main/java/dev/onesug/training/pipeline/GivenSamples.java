package dev.onesug.training.pipeline;

import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SampleIntake;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Samples that were made elsewhere, such as those of {@code import --format onesug-rows}: there is
 * no log.
 */
record GivenSamples(SampleFolder folder) implements TrainingData {

  @Override
  public String source() {
    return "samples " + folder.path().getFileName();
  }

  @Override
  public String options() {
    return " --samples " + folder.path();
  }

  private record Settings(List<String> files) {}

  @Override
  public Object logSettings(Recipe recipe) throws IOException {
    return new Settings(
        TrainingData.stamps(
            List.of(folder.train(), folder.test(), folder.queries(), folder.queryPairs())));
  }

  @Override
  public Object log(Recipe recipe, Path stage, Progress progress) {
    return Map.of("none", "samples are given: " + folder.path());
  }

  @Override
  public Object sampleSettings(Recipe recipe) {
    return Map.of();
  }

  @Override
  public Object samples(Recipe recipe, Path logStage, SampleFolder samples, Progress progress)
      throws IOException {
    return SampleIntake.copy(folder, samples);
  }
}
