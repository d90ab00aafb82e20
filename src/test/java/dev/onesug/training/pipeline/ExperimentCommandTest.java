package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.training.evaluation.experiment.SimulatedExperiment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @TempDir Path temp;

  @BeforeEach
  void capture() {
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void release() {
    System.setOut(out);
    System.setErr(err);
  }

  private int run(String... more) {
    String[] arguments = {
      "experiment",
      "--log",
      temp.resolve("log").toString(),
      "--out",
      temp.resolve("report").toString()
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandLine.run(all);
  }

  @Test
  void run_logWithAnEffect_printsItAndWritesThePage() throws IOException {
    new SimulatedExperiment(2000, 0.3, 1).write(temp.resolve("log"));

    assertThat(run("--experiment", SimulatedExperiment.NAME, "--simulated")).isZero();

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("new: better in “Searches from a suggestion, %”")
        .contains("* Searches from a suggestion, %")
        .endsWith("experiment.html" + System.lineSeparator());
    assertThat(Files.readString(temp.resolve("report").resolve("experiment.html")))
        .contains("onesug.jar experiment --log");
    assertThat(temp.resolve("report").resolve("experiment.json")).isNotEmptyFile();
  }

  @Test
  void run_unknownNames_sayWhatIsKnown() throws IOException {
    new SimulatedExperiment(50, 0, 1).write(temp.resolve("log"));

    assertThat(run("--experiment", "other")).isEqualTo(1);
    assertThat(run("--experiment", SimulatedExperiment.NAME, "--primary", "joy")).isEqualTo(1);
    assertThat(run("--experiment", SimulatedExperiment.NAME, "--alpha", "2")).isEqualTo(1);

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("the log names simulated-box)")
        .contains("primary: joy (expected: one of searches-by-suggestion, reciprocal-rank, ")
        .contains("alpha: 2.0 (expected: between 0 and 1)");
  }

  /** They are no malformed lines, of which some may be skipped. */
  @Test
  void run_moreVariantsThanAnybodyMeans_saysSo() throws IOException {
    Path log = Files.createDirectory(temp.resolve("log"));
    List<String> lines =
        IntStream.range(10, 61)
            .mapToObj(
                variant ->
                    """
                    {"event_id":"e%1$d","action_name":"search","timestamp":"2026-11-28T12:00:00Z",\
                    "client_id":"c%1$d","query_id":"q%1$d","user_query":"shoes",\
                    "event_attributes":{"experiment":"box","variant":"v%1$d"}}\
                    """
                        .formatted(variant))
            .toList();
    Files.write(log.resolve("events-1.jsonl"), lines);

    assertThat(run("--experiment", "box", "--control", "v10")).isEqualTo(1);

    assertThat(printed.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("variant: v60 (expected: at most 50 variants of box)");
    assertThat(temp.resolve("report")).doesNotExist();
  }

  @Test
  void run_noLog_saysSo() {
    assertThat(run("--experiment", "any")).isEqualTo(1);

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(temp.resolve("log") + " (expected: a folder of events-*.jsonl)");
  }
}
