package dev.onesug.training.pipeline;

import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.completion.CompletionReport;
import dev.onesug.training.evaluation.completion.CompletionSettings;
import dev.onesug.training.evaluation.completion.CompletionStudy;
import dev.onesug.training.logs.shop.QueryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code onesug complete}: real queries, of which nothing but a beginning is known. */
@Command(
    name = "complete",
    mixinStandardHelpOptions = true,
    description =
        "Measures completion of real queries, seen and unseen, where only the typed text is known.")
final class CompleteCommand implements Callable<Integer> {
  @Option(
      names = "--queries",
      required = true,
      description = "real queries, query<TAB>count a line, gzip or not; may be repeated")
  private List<Path> queries = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      description =
          "folder for completion.json and completion.html, and for the training, which resumes")
  private Path out = Path.of("");

  @Option(
      names = "--requests",
      description = "asked of seen and of unseen queries (default: ${DEFAULT-VALUE})")
  private int requests = CompletionSettings.DEFAULT.requests();

  @Option(
      names = "--dev-requests",
      description =
          "of seen and of unseen queries, to choose weights on (default: ${DEFAULT-VALUE})")
  private int devRequests = CompletionSettings.DEFAULT.devRequests();

  @Option(
      names = "--minutes",
      description = "of training of the encoder-decoder (default: ${DEFAULT-VALUE})")
  private double minutes = CompletionSettings.DEFAULT.trainingMinutes();

  @Option(
      names = "--threads",
      description = "of the numeric engine; 0 for all processors (default: ${DEFAULT-VALUE})")
  private int threads = CompletionSettings.DEFAULT.threads();

  @Option(names = "--seed", description = "of split, cuts and training (default: ${DEFAULT-VALUE})")
  private long seed = CompletionSettings.DEFAULT.seed();

  @Option(
      names = "--base-encoder",
      description =
          "published text encoder: a BERT folder, or ONNX and tokenizer (default: ${DEFAULT-VALUE})")
  private Path baseEncoder = Path.of("target", "bge");

  @Option(names = "--device", description = "cpu, cuda:N or auto (default: ${DEFAULT-VALUE})")
  private String device = CompletionSettings.DEFAULT.device();

  @Override
  public Integer call() throws IOException {
    CompletionSettings settings =
        new CompletionSettings(requests, devRequests, minutes, threads, seed, device);
    String files =
        String.join("", queries.stream().map(file -> " --queries " + file.getFileName()).toList());
    Origin origin =
        Origin.here(
            "java -jar target/onesug.jar complete" + files,
            "real queries of" + files.replace(" --queries", ""),
            false);
    CompletionReport report =
        new CompletionStudy(settings, baseEncoder, out.resolve("network"))
            .of(QueryFile.readAll(queries), origin, CommandLine.console().progress("complete"));
    report.write(out);
    System.out.println(report.text());
    System.out.println(out.resolve("completion.html"));
    return 0;
  }
}
