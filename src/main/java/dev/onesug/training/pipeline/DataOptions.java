package dev.onesug.training.pipeline;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleFolder;
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
  @Option(names = "--log", description = "folder of a behaviour log (default: a simulated one)")
  private @Nullable Path log;

  @Option(names = "--queries", description = "real queries for the simulated shop; may be repeated")
  private List<Path> queries = new ArrayList<>();

  @Option(names = "--samples", description = "folder of samples that were made elsewhere: no log")
  private @Nullable Path samples;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /**
   * @throws ParameterException if more than one is given
   */
  TrainingData data() {
    long given = Stream.of(log != null, samples != null, !queries.isEmpty()).filter(g -> g).count();
    if (given > 1 && spec != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--log, --samples, --queries: %d given (expected: at most one)".formatted(given));
    }
    if (log != null) {
      return new RecordedLog(new LogFolder(log));
    }
    return samples != null
        ? new GivenSamples(new SampleFolder(samples))
        : new SimulatedShop(queries);
  }
}
