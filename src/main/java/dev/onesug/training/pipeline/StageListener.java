package dev.onesug.training.pipeline;

import dev.onesug.training.pipeline.StageStore.Finished;
import dev.onesug.training.progress.Progress;

/** Hears what a run does, to show it to a person. */
interface StageListener {
  void skipped(Stage stage, Finished earlier);

  /** Returns who hears of the stage's progress. */
  Progress started(Stage stage);

  void finished(Stage stage, Finished finished);
}
