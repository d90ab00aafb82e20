package dev.onesug.training.pipeline;

import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.replay.Replay;
import dev.onesug.training.evaluation.replay.ReplayReport;
import dev.onesug.training.evaluation.replay.ReplaySettings;
import dev.onesug.training.evaluation.replay.Traffic;
import dev.onesug.training.logs.shop.CatalogueQueries;
import dev.onesug.training.logs.shop.QueryFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts load on a running service. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Sends keystrokes of simulated people to a running service, at a rate that does not depend"
            + " on its answers, and reports latencies from the time at which each was due, and what"
            + " each stage took.")
final class ReplayCommand implements Callable<Integer> {
  @Option(names = "--url", description = "of the service (default: ${DEFAULT-VALUE})")
  private URI url = ReplaySettings.DEFAULT.url();

  @Option(
      names = "--model-version",
      description = "the version that is asked (default: the service's)")
  private @Nullable String modelVersion;

  @Option(
      names = "--queries",
      description =
          "what people type: query<TAB>count a line, or a query alone, gzip or not; may be repeated"
              + " (default: the queries of the simulated demo shop)")
  private List<Path> queries = new ArrayList<>();

  @Option(
      names = "--independent",
      description =
          "prefixes of all lengths and no request twice, instead of people who type letter after"
              + " letter: neither answer cache nor earlier letters help")
  private boolean independent;

  @Option(
      names = "--known",
      description =
          "share of people whose earlier queries the service is told; an answer to one of them can"
              + " be of use to nobody else (default: ${DEFAULT-VALUE})")
  private double known = ReplaySettings.DEFAULT.known();

  @Option(names = "--rate", description = "requests a second (default: ${DEFAULT-VALUE})")
  private double rate = ReplaySettings.DEFAULT.rate();

  @Option(names = "--seconds", description = "that are measured (default: ${DEFAULT-VALUE})")
  private int seconds = ReplaySettings.DEFAULT.seconds();

  @Option(
      names = "--warm-up",
      description = "seconds before them, at the same rate (default: ${DEFAULT-VALUE})")
  private int warmUp = ReplaySettings.DEFAULT.warmUpSeconds();

  @Option(names = "--limit", description = "suggestions a request (default: ${DEFAULT-VALUE})")
  private int limit = ReplaySettings.DEFAULT.limit();

  @Option(
      names = "--connections",
      description =
          "requests that may be under way at once; more wait, and are late (default: ${DEFAULT-VALUE})")
  private int connections = ReplaySettings.DEFAULT.connections();

  @Option(
      names = "--seed",
      description = "the same seed sends the same requests (default: ${DEFAULT-VALUE})")
  private long seed = ReplaySettings.DEFAULT.seed();

  @Option(names = "--out", description = "JSON file for the figures")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ReplaySettings settings =
        new ReplaySettings(
            url,
            modelVersion,
            independent ? Traffic.INDEPENDENT : Traffic.KEYSTROKES,
            rate,
            seconds,
            warmUp,
            known,
            limit,
            connections,
            seed);
    Map<String, ? extends Number> counts =
        queries.isEmpty() ? CatalogueQueries.counts() : QueryFile.readAll(queries);
    Origin origin = Origin.here(command(), data(counts.size()), true);
    ReplayReport report =
        new Replay(settings, counts).run(origin, CommandLine.console().progress("replay"));
    System.out.print(report.text());
    if (out != null) {
      report.write(out);
      System.out.println(out);
    }
    return 0;
  }

  private String data(int size) {
    return "%,d queries of %s"
        .formatted(size, queries.isEmpty() ? "the demo shop" : TrainingData.names(queries));
  }

  /** As it was typed. */
  private String command() {
    String arguments =
        spec == null
            ? ""
            : spec.commandLine().getParseResult().originalArgs().stream()
                .map(argument -> " " + argument)
                .collect(Collectors.joining());
    return "java -jar target/onesug.jar" + arguments;
  }
}
