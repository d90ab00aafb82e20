package dev.onesug.training.pipeline;

import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.LabelledVersion;
import dev.onesug.training.evaluation.Lineup;
import dev.onesug.training.evaluation.sidebyside.Questions;
import dev.onesug.training.evaluation.sidebyside.SideBySide;
import dev.onesug.training.evaluation.sidebyside.SideBySidePage;
import dev.onesug.training.logs.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts the lists of two versions side by side, for people to judge. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Writes a page with the lists of two versions side by side, for people to judge blind.")
final class CompareCommand implements Callable<Integer> {
  @Option(
      names = "--version-folder",
      required = true,
      converter = EvaluateCommand.VersionOption.class,
      paramLabel = "[LABEL=]FOLDER",
      description = "given twice: the version that is judged, and the one it is judged against")
  private List<LabelledVersion> versions = new ArrayList<>();

  @Option(
      names = "--prefixes",
      description =
          "file of prefixes, one a line, with the user's earlier queries behind tabs if wanted")
  private @Nullable Path prefixes;

  @Option(
      names = "--samples",
      description = "in their place: the samples folder of a run, to choose held-out searches from")
  private @Nullable Path samples;

  @Option(
      names = "--rows",
      description = "held-out searches that are chosen (default: ${DEFAULT-VALUE})")
  private int rows = 50;

  @Option(
      names = "--limit",
      description = "the most suggestions of a list (default: ${DEFAULT-VALUE})")
  private int limit = 10;

  @Option(names = "--beam", description = "width of the search (default: ${DEFAULT-VALUE})")
  private int beam = 32;

  @Option(
      names = "--seed",
      description = "of the choice, and of what stands on the left (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--out", required = true, description = "the page, for example compare.html")
  private Path out = Path.of("");

  @Option(names = "--device", description = "cpu, cuda:N or auto (default: ${DEFAULT-VALUE})")
  private String device = "auto";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    require(
        versions.size() == 2 && !versions.get(0).label().equals(versions.get(1).label()),
        "--version-folder: expected two of different labels");
    List<EvaluationRequest> questions = questions();
    TensorEngine.threads(1);
    SideBySide lists;
    try (Lineup lineup = new Lineup(List.of(beam))) {
      for (LabelledVersion version : versions) {
        lineup.addVersion(version, device);
      }
      lists =
          SideBySide.ask(
              lineup.suggesters().get(0), lineup.suggesters().get(1), questions, limit, seed);
    }
    Files.writeString(out, new SideBySidePage(lists).html());
    System.out.println(out);
    return 0;
  }

  private List<EvaluationRequest> questions() throws IOException {
    Path file = prefixes;
    Path folder = samples;
    require((file == null) != (folder == null), "expected one of --prefixes and --samples");
    if (file != null) {
      return Questions.ofFile(file);
    }
    return folder == null ? List.of() : Questions.ofSamples(new SampleFolder(folder), rows, seed);
  }

  private void require(boolean kept, String rule) {
    if (!kept && spec != null) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }
}
