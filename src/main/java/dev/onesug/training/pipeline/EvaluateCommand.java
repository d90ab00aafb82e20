package dev.onesug.training.pipeline;

import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.EvaluationRun;
import dev.onesug.training.evaluation.EvaluationSettings;
import dev.onesug.training.evaluation.LabelledVersion;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.evaluation.online.Oracle;
import dev.onesug.training.evaluation.page.ReportFolder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.shop.ShopSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Measures versions that are there, on a run's samples. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Measures published versions on the samples of a run, against each other and baselines.")
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--version-folder",
      required = true,
      converter = VersionOption.class,
      paramLabel = "[LABEL=]FOLDER",
      description =
          "for example models/demo, or sft=runs/sft/models/demo; may be repeated: the first one is"
              + " under evaluation, the others are compared with it")
  private List<LabelledVersion> versions = new ArrayList<>();

  @Option(
      names = "--samples",
      required = true,
      description = "the samples folder of a run, for example runs/demo/samples")
  private Path samples = Path.of("");

  @Option(
      names = "--out",
      required = true,
      description = "folder for evaluation.json and evaluation.html")
  private Path out = Path.of("");

  @Option(
      names = "--requests",
      description = "held-out searches that are asked (default: ${DEFAULT-VALUE})")
  private int requests = EvaluationSettings.DEFAULT.requests();

  @Option(
      names = "--beams",
      split = ",",
      paramLabel = "WIDTH",
      description =
          "widths of the search that every version is asked with; the widest is under evaluation"
              + " (default: ${DEFAULT-VALUE})")
  private List<Integer> beams = EvaluationSettings.DEFAULT.beams();

  @Option(
      names = "--cascade-samples",
      description =
          "training samples of the cascade that is compared with; 0 for none"
              + " (default: ${DEFAULT-VALUE})")
  private int cascadeSamples = EvaluationSettings.DEFAULT.cascadeSamples();

  @Option(
      names = "--simulated",
      description = "the samples' behaviour is simulated; the report says so")
  private boolean simulated;

  @Option(
      names = "--simulated-by",
      paramLabel = "RECIPE",
      description =
          "as --simulated, by this recipe and these --queries: the log is simulated again for an"
              + " oracle, the ceiling of the figures; a tenth of a second a request")
  private @Nullable Path simulatedBy;

  @Option(
      names = "--queries",
      description = "the real queries that the run was given; may be repeated")
  private List<Path> queries = new ArrayList<>();

  @Option(names = "--device", description = "cpu, cuda:N or auto (default: ${DEFAULT-VALUE})")
  private String device = "auto";

  /** Picocli says which option was wrong, we say what is wrong with it. */
  static final class VersionOption implements ITypeConverter<LabelledVersion> {
    @Override
    public LabelledVersion convert(String text) {
      try {
        return LabelledVersion.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    EvaluationSettings settings =
        new EvaluationSettings(
            requests,
            EvaluationSettings.DEFAULT.resamples(),
            cascadeSamples,
            beams,
            EvaluationSettings.DEFAULT.seed());
    // The evaluation times what one core serves.
    TensorEngine.threads(1);
    EvaluationReport report =
        new EvaluationRun(settings, new SampleFolder(samples))
            .of(
                versions,
                device,
                oracles(),
                Origin.here(command(), "samples of " + samples, simulated || simulatedBy != null),
                CommandLine.console().progress("evaluate"));
    ReportFolder folder = new ReportFolder(out);
    folder.write(report);
    report.headline().forEach((metric, value) -> System.out.printf("%s %.4f%n", metric, value));
    System.out.println(folder.page());
    return 0;
  }

  private List<Suggester> oracles() throws IOException {
    return simulatedBy == null
        ? List.of()
        : Oracle.both(
            ShopSimulator.of(queries, RecipeReader.read(simulatedBy).simulator()),
            new SampleFolder(samples),
            CommandLine.console().progress("simulate"));
  }

  private String command() {
    return "java -jar target/onesug.jar evaluate "
        + versions.stream()
            .map(version -> "--version-folder %s=%s".formatted(version.label(), version.folder()))
            .collect(Collectors.joining(" "))
        + " --samples %s --requests %d --cascade-samples %d --beams %s%s"
            .formatted(
                samples,
                requests,
                cascadeSamples,
                beams.stream().map(String::valueOf).collect(Collectors.joining(",")),
                simulatedBy != null
                    ? " --simulated-by " + simulatedBy
                    : simulated ? " --simulated" : "");
  }
}
