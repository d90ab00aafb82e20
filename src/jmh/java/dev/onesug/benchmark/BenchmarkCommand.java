package dev.onesug.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the benchmarks in rounds, each engine in a process of its own and every other round in the
 * opposite order, so that no engine has the machine's quiet minutes for itself. Then prints where,
 * what and how long.
 */
@Command(
    name = "./mvnw -Pjmh",
    description = "Measures a search beside ONNX Runtime. Options are given by -Djmh=\"...\".",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class BenchmarkCommand implements Callable<Integer> {
  @Option(names = "--geometry", split = ",", description = "${COMPLETION-CANDIDATES}")
  private List<Geometry> geometries = List.of(Geometry.S);

  @Option(names = "--work", split = ",", description = "${COMPLETION-CANDIDATES}")
  private List<Work> works = List.of(Work.values());

  @Option(names = "--engine", split = ",", description = "${COMPLETION-CANDIDATES}")
  private List<Engine> engines = List.of(Engine.values());

  @Option(names = "--rounds", description = "how often each engine has its turn")
  private int rounds = 3;

  @Option(names = "--warm-up", description = "seconds of a turn that are not counted")
  private int warmUpSeconds = 5;

  @Option(names = "--seconds", description = "seconds of a turn that are counted")
  private int seconds = 5;

  @Option(
      names = "--write",
      description = "instead: a folder to write programs and calls to, for src/jmh/python/gpu.py")
  private @Nullable Path written;

  private String command = "./mvnw -Pjmh";

  public static void main(String[] arguments) {
    BenchmarkCommand benchmarks = new BenchmarkCommand();
    if (arguments.length > 0) {
      benchmarks.command += " -Djmh=\"" + String.join(" ", arguments) + "\"";
    }
    System.exit(
        new CommandLine(benchmarks).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (written != null) {
      for (Geometry geometry : geometries) {
        RecordedCalls.write(written.resolve(geometry.name()), geometry);
      }
      return 0;
    }
    List<String> tables = new ArrayList<>();
    for (Geometry geometry : geometries) {
      for (Work work : works) {
        tables.add(measured(geometry, work));
      }
    }
    System.out.printf(
        "%nMachine: %s%nCommit: %s%nCommand: %s%n",
        Machine.ofThisProcess().describe(), Machine.commit(), command);
    tables.forEach(System.out::print);
    return 0;
  }

  private String measured(Geometry geometry, Work work) throws RunnerException {
    Map<Engine, Figures> figures = new EnumMap<>(Engine.class);
    Figures control = new Figures();
    List<Engine> order = new ArrayList<>(engines);
    for (int round = 1; round <= rounds; round++) {
      note(geometry, work, round, "control spin");
      add(control, options(ControlBenchmark.class));
      for (Engine engine : order) {
        note(geometry, work, round, engine.title());
        add(
            figures.computeIfAbsent(engine, e -> new Figures()),
            options(SearchBenchmark.class)
                .param("engine", engine.name())
                .param("work", work.name())
                .param("geometry", geometry.name()));
      }
      Collections.reverse(order);
    }
    return ResultTable.of(geometry, work, figures, control);
  }

  private void note(Geometry geometry, Work work, int round, String who) {
    System.err.printf("%s %s, round %d of %d: %s%n", geometry, work, round, rounds, who);
  }

  private ChainedOptionsBuilder options(Class<?> benchmark) {
    return new OptionsBuilder()
        .include(benchmark.getName().replace(".", "\\.") + "\\..*")
        .forks(1)
        .warmupIterations(1)
        .warmupTime(TimeValue.seconds(warmUpSeconds))
        .measurementIterations(1)
        .measurementTime(TimeValue.seconds(seconds))
        .timeUnit(TimeUnit.MILLISECONDS)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private static void add(Figures figures, ChainedOptionsBuilder options) throws RunnerException {
    for (RunResult result : new Runner(options.build()).run()) {
      figures.add(result.getPrimaryResult().getStatistics());
    }
  }
}
