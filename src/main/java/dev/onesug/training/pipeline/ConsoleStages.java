package dev.onesug.training.pipeline;

import dev.onesug.training.pipeline.StageStore.Finished;
import dev.onesug.training.progress.ConsoleProgress;
import dev.onesug.training.progress.Progress;
import java.io.PrintStream;
import java.time.Duration;

/** Tells a person at a terminal, or a log file, where a run stands. */
final class ConsoleStages implements StageListener {
  private final PrintStream out;
  private final boolean terminal;

  ConsoleStages(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void skipped(Stage stage, Finished earlier) {
    out.printf(
        "%-10s done before, in %s%n",
        stage.key(), ConsoleProgress.clock(Duration.ofMillis(earlier.millis())));
  }

  @Override
  public Progress started(Stage stage) {
    return progress(stage.key());
  }

  @Override
  public void finished(Stage stage, Finished finished) {
    out.printf(
        "%-10s done in %s%n",
        stage.key(), ConsoleProgress.clock(Duration.ofMillis(finished.millis())));
  }

  Progress progress(String name) {
    return new ConsoleProgress(out, name, terminal);
  }
}
