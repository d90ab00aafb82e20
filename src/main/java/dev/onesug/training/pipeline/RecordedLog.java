package dev.onesug.training.pipeline;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleBuilder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A behaviour log that somebody recorded.
 *
 * @param folder of the log; it is read where it is
 */
record RecordedLog(LogFolder folder) implements TrainingData {

  @Override
  public String source() {
    return "behaviour log " + folder.path().getFileName();
  }

  @Override
  public String options() {
    return " --log " + folder.path();
  }

  private record Settings(List<String> files) {}

  @Override
  public Object logSettings(Recipe recipe) throws IOException {
    return new Settings(TrainingData.stamps(List.of(folder.searches(), folder.profiles())));
  }

  @Override
  public Object log(Recipe recipe, Path stage, Progress progress) {
    return Map.of("given", folder.path().toString());
  }

  @Override
  public SampleSettings sampleSettings(Recipe recipe) {
    return recipe.sampling();
  }

  @Override
  public Object samples(Recipe recipe, Path logStage, SampleFolder samples, Progress progress)
      throws IOException {
    return new SampleBuilder(recipe.sampling()).build(folder, samples, progress);
  }
}
