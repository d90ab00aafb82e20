package dev.onesug.training.pipeline;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleBuilder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.logs.shop.SimulatorSettings;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A log of the simulated shop.
 *
 * @param queries files of real queries; empty for the project's own catalogue
 */
record SimulatedShop(List<Path> queries) implements TrainingData {

  @Override
  public String source() {
    return queries.isEmpty()
        ? "simulated behaviour over the project's own catalogue"
        : "simulated behaviour over the real queries of " + TrainingData.names(queries);
  }

  @Override
  public String options() {
    return queries.stream()
        .map(file -> " --queries " + file.getFileName())
        .collect(Collectors.joining());
  }

  @Override
  public boolean isSimulated() {
    return true;
  }

  private record Settings(SimulatorSettings simulate, List<String> files) {}

  @Override
  public Object logSettings(Recipe recipe) throws IOException {
    return new Settings(recipe.simulator(), TrainingData.stamps(queries));
  }

  @Override
  public Object log(Recipe recipe, Path folder, Progress progress) throws IOException {
    return ShopSimulator.of(queries, recipe.simulator()).simulate(new LogFolder(folder), progress);
  }

  /** Nobody's privacy is at stake: what one simulated user searched may be learned. */
  @Override
  public SampleSettings sampleSettings(Recipe recipe) {
    return recipe.sampling().withMinUsers(1);
  }

  @Override
  public Object samples(Recipe recipe, Path logStage, SampleFolder folder, Progress progress)
      throws IOException {
    return new SampleBuilder(sampleSettings(recipe))
        .build(new LogFolder(logStage), folder, progress);
  }
}
