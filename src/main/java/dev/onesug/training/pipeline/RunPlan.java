package dev.onesug.training.pipeline;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.shop.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run reads and writes. None of it changes what is learned, but the log.
 *
 * @param name of the version
 * @param runs the folder of all runs
 * @param lenders other runs, whose finished stages are used where they are just what this run needs
 * @param models the folder that the version is published into
 * @param baseEncoder the published text encoder that alignment starts from
 * @param log a behaviour log; null to simulate one
 * @param queries files of real queries for the simulated shop; empty for its own catalogue
 * @param parent folder of a published version that a round of reward-weighted ranking starts from;
 *     null to make one from scratch
 * @param device {@code cpu}, {@code cuda:N} or {@code auto}
 * @param command what makes this run again
 */
record RunPlan(
    String name,
    Path runs,
    List<Path> lenders,
    Path models,
    Path baseEncoder,
    @Nullable LogFolder log,
    List<Path> queries,
    @Nullable Path parent,
    String device,
    String command) {

  Path run() {
    return runs.resolve(name);
  }

  boolean isSimulated() {
    return log == null;
  }

  /** One sentence for the report and the manifest. */
  String source() {
    if (log != null) {
      return "behaviour log " + log.path().getFileName();
    }
    return queries.isEmpty()
        ? "simulated behaviour over the project's own catalogue"
        : "simulated behaviour over the real queries of "
            + String.join(
                ", ",
                queries.stream()
                    .map(
                        file ->
                            file.getParent() == null
                                ? file.toString()
                                : file.getParent().getFileName() + "/" + file.getFileName())
                    .toList());
  }

  /**
   * What the log stage depends on: the settings of the simulation, and the files as they are now.
   */
  record LogSettings(@Nullable SimulatorSettings simulate, List<String> files) {}

  LogSettings logSettings(Recipe recipe) throws IOException {
    List<String> files = new ArrayList<>();
    for (Path file : log == null ? queries : List.of(log.searches(), log.profiles())) {
      if (Files.exists(file)) {
        files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return new LogSettings(log == null ? recipe.simulate() : null, files);
  }
}
