package dev.onesug.training.pipeline;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that trains: what is learned from. */
final class DataOptions {
  @Option(
      names = "--log",
      description =
          "folder of a behaviour log, or of feedback that the service recorded"
              + " (default: a simulated log)")
  private @Nullable Path log;

  @Option(names = "--queries", description = "real queries for the simulated shop; may be repeated")
  private List<Path> queries = new ArrayList<>();

  @Option(names = "--samples", description = "folder of samples that were made elsewhere: no log")
  private @Nullable Path samples;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /**
   * @throws ParameterException if more than one is given
   * @throws IllegalArgumentException if a folder is no log
   */
  TrainingData data() throws IOException {
    long given = Stream.of(log != null, samples != null, !queries.isEmpty()).filter(g -> g).count();
    if (given > 1 && spec != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--log, --samples, --queries: %d given (expected: at most one)".formatted(given));
    }
    if (log != null) {
      return recorded(log);
    }
    return samples != null
        ? new GivenSamples(new SampleFolder(samples))
        : new SimulatedShop(queries);
  }

  /** A log is known by its files. */
  private static TrainingData recorded(Path folder) throws IOException {
    LogFolder log = new LogFolder(folder);
    RecordedFeedback feedback = RecordedFeedback.in(folder);
    if (Files.exists(log.searches()) != feedback.segments().isEmpty()) {
      String found = feedback.segments().isEmpty() ? "neither" : "both";
      throw new IllegalArgumentException(
          "--log: %s has %s of searches.jsonl and events-*.jsonl (expected: one of them)"
              .formatted(folder, found));
    }
    return feedback.segments().isEmpty() ? new RecordedLog(log) : feedback;
  }
}
