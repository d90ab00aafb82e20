package dev.onesug.training.pipeline;

import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a run learns from, and how it becomes samples: the first two stages. */
interface TrainingData {

  /** One sentence for the report and the manifest. */
  String source();

  /** What names it on the command line of {@code train}, a blank before each option. */
  String options();

  /**
   * The data as a run began with it: what grew since then is not of this run, nor of one that
   * borrows stages of others.
   *
   * @param run the run's folder
   * @param lenders folders of the runs that it may borrow from
   */
  default TrainingData asBegun(Path run, List<Path> lenders) throws IOException {
    return this;
  }

  /** Whether the behaviour in it is simulated: every report says so. */
  default boolean isSimulated() {
    return false;
  }

  /**
   * What the log stage depends on.
   *
   * @throws RecipeException if the recipe lacks settings that this data needs
   */
  Object logSettings(Recipe recipe) throws IOException;

  /** Puts a behaviour log into the stage's folder, if it is not elsewhere already. */
  Object log(Recipe recipe, Path folder, Progress progress) throws IOException;

  /**
   * What the samples stage depends on, beside the log stage.
   *
   * @throws RecipeException if the recipe lacks settings that this data needs
   */
  Object sampleSettings(Recipe recipe);

  /**
   * Writes the samples.
   *
   * @param logStage what {@link #log} filled
   * @return a report that says when the {@code first} and the {@code last} search was
   */
  Object samples(Recipe recipe, Path logStage, SampleFolder folder, Progress progress)
      throws IOException;

  /** Files as they are now: a stage that read others is done again. */
  static List<String> stamps(List<Path> files) throws IOException {
    List<String> stamps = new ArrayList<>();
    for (Path file : files) {
      if (Files.exists(file)) {
        stamps.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return stamps;
  }

  /** The names of files, each with its folder's. */
  static String names(List<Path> files) {
    return files.stream()
        .map(
            file ->
                file.getParent() == null
                    ? file.toString()
                    : file.getParent().getFileName() + "/" + file.getFileName())
        .collect(Collectors.joining(", "));
  }
}
