package dev.onesug.training.pipeline;

import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.experiment.ExperimentMetric;
import dev.onesug.training.evaluation.experiment.ExperimentReadout;
import dev.onesug.training.evaluation.experiment.ExperimentReport;
import dev.onesug.training.evaluation.experiment.ExperimentSettings;
import dev.onesug.training.evaluation.experiment.UserGroups;
import dev.onesug.training.logs.Malformed;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.feedback.FeedbackSegments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads an online experiment out of the feedback log. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    description =
        "What the variants of an online experiment did, from the feedback log, with intervals that"
            + " hold however often one looks.")
final class ExperimentCommand implements Callable<Integer> {
  @Option(names = "--log", required = true, description = "folder of the feedback log's segments")
  private Path log = Path.of("");

  @Option(names = "--experiment", required = true, description = "its name, as events carry it")
  private String experiment = "";

  @Option(
      names = "--control",
      description = "variant that the others are compared with (default: ${DEFAULT-VALUE})")
  private String control = ExperimentSettings.DEFAULT_CONTROL;

  @Option(
      names = "--split",
      paramLabel = "VARIANT=WEIGHT",
      split = ",",
      description = "how users were sent to the variants (default: equally)")
  private Map<String, Double> split = new LinkedHashMap<>();

  @Option(
      names = "--primary",
      description = "the metric that decides, chosen beforehand (default: ${DEFAULT-VALUE})")
  private String primary = ExperimentMetric.SEARCHES_BY_SUGGESTION.id();

  @Option(
      names = "--planned-users",
      description =
          "of all variants together, chosen beforehand: where the intervals are tightest"
              + " (default: ${DEFAULT-VALUE})")
  private int plannedUsers = ExperimentSettings.DEFAULT_PLANNED_USERS;

  @Option(
      names = "--alpha",
      description = "chance that the primary metric ever misleads (default: ${DEFAULT-VALUE})")
  private double alpha = ExperimentSettings.DEFAULT_ALPHA;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "2026-11-28T00:00:00Z: what was before is history (default: all)")
  private @Nullable Instant from;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description = "events from then on are left out (default: none)")
  private @Nullable Instant until;

  @Option(
      names = "--groups",
      paramLabel = "FILE",
      description = "user<TAB>group a line: groups that no variant can have changed")
  private @Nullable Path groups;

  @Option(
      names = "--malformed-limit",
      description = "how many lines may fail to parse (default: ${DEFAULT-VALUE})")
  private int malformedLimit = SampleSettings.DEFAULTS.malformedLimit();

  @Option(
      names = "--simulated",
      description = "the log's behaviour is simulated; the report says so")
  private boolean simulated;

  @Option(
      names = "--out",
      description = "folder for experiment.json and experiment.html (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("report");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ExperimentSettings settings =
        new ExperimentSettings(
            experiment,
            control,
            ExperimentMetric.of(primary),
            alpha,
            plannedUsers,
            split,
            from,
            until);
    FeedbackSegments segments = FeedbackSegments.requiredIn(log);
    ExperimentReport report =
        new ExperimentReadout(settings, groups == null ? UserGroups.NONE : UserGroups.read(groups))
            .of(
                reader -> segments.eachNew(new Malformed(malformedLimit), reader),
                Origin.here(command(), "feedback log " + log, simulated));
    Path page = report.write(out);
    System.out.print(report.text());
    System.out.println(page);
    return 0;
  }

  private String command() {
    return "java -jar target/onesug.jar "
        + (spec == null
            ? ""
            : String.join(" ", spec.commandLine().getParseResult().originalArgs()));
  }
}
