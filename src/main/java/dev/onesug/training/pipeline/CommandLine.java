package dev.onesug.training.pipeline;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.MalformedLogException;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.imports.LogFormat;
import dev.onesug.training.logs.imports.LogImport;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.logs.shop.SimulatorSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The offline commands of the jar: {@code simulate}, {@code import}, {@code train}, {@code study},
 * {@code evaluate}, {@code ab}, {@code experiment}, {@code compare}, {@code complete}, {@code
 * replay}, {@code export}.
 */
public final class CommandLine {
  /** The exit status that shells give a process that was told to end. */
  private static final int KILLED = 143;

  private CommandLine() {}

  /** Whether the first argument names a command of this class, and not of the service. */
  public static boolean isCommand(String name) {
    return commands().getSubcommands().containsKey(name)
        || name.equals("help")
        || name.equals("--help");
  }

  /**
   * Runs a command.
   *
   * @return the exit status: 0 done, 1 the work failed, 2 the arguments are wrong
   */
  public static int run(String... arguments) {
    // On a signal the native library's destructors would run under the feet of a call that is still
    // computing.
    Thread atOnce = new Thread(() -> Runtime.getRuntime().halt(KILLED));
    Runtime.getRuntime().addShutdownHook(atOnce);
    int status = execute(arguments);
    Runtime.getRuntime().removeShutdownHook(atOnce);
    return status;
  }

  private static int execute(String... arguments) {
    return commands()
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(explain(failure, command.getCommandName()));
              return 1;
            })
        .execute(arguments);
  }

  private static picocli.CommandLine commands() {
    return new picocli.CommandLine(new Root());
  }

  /** What a person can act on; a stack trace only where we do not know better. */
  private static String explain(Exception failure, String command) {
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    if (cause instanceof RecipeException
        || cause instanceof MalformedLogException
        || cause instanceof RoundRefusedException
        || cause instanceof IllegalArgumentException) {
      return String.valueOf(cause.getMessage());
    }
    if (cause instanceof IOException) {
      String resume =
          System.lineSeparator()
              + "Finished stages and checkpoints are kept: once this is mended, the same command goes on where it stopped.";
      return cause.getMessage() + (command.equals("train") ? resume : "");
    }
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /**
   * From Java 22 on there is a console without a terminal too; a file then holds the bar's control
   * characters.
   */
  @SuppressWarnings("SystemConsoleNull")
  static ConsoleStages console() {
    return new ConsoleStages(System.out, System.console() != null);
  }

  /** Of a settings file without its ending. */
  private static String nameOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  @Command(
      name = "onesug",
      mixinStandardHelpOptions = true,
      description =
          "Query suggestion for shops. Without a command, or with `serve`, the service starts.",
      subcommands = {
        Simulate.class,
        Import.class,
        Train.class,
        TrainStudy.class,
        EvaluateCommand.class,
        OnlineTestCommand.class,
        ExperimentCommand.class,
        CompareCommand.class,
        CompleteCommand.class,
        ReplayCommand.class,
        ExportCommand.class,
        picocli.CommandLine.HelpCommand.class
      })
  private static final class Root {}

  @Command(
      name = "simulate",
      mixinStandardHelpOptions = true,
      description = "Writes a behaviour log of a simulated shop.")
  private static final class Simulate implements Callable<Integer> {
    @Option(
        names = "--out",
        required = true,
        description = "folder of the log; what stands there is replaced")
    private Path out = Path.of("");

    @Option(
        names = "--searches",
        description = "about how many searches (default: ${DEFAULT-VALUE})")
    private int searches = SimulatorSettings.DEFAULTS.searches();

    @Option(
        names = "--seed",
        description = "the same seed gives the same bytes (default: ${DEFAULT-VALUE})")
    private long seed = SimulatorSettings.DEFAULTS.seed();

    @Option(
        names = "--taste",
        description =
            "how much of what people want is their own: 0 nothing, 4 the most (default: ${DEFAULT-VALUE})")
    private double taste = SimulatorSettings.DEFAULTS.taste();

    @Option(
        names = "--queries",
        description = "real queries, query<TAB>count a line, gzip or not; may be repeated")
    private List<Path> queries = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
      Files.createDirectories(out);
      SimulatorSettings settings =
          SimulatorSettings.ofSearches(searches).withSeed(seed).withTaste(taste);
      ShopSimulator shop = ShopSimulator.of(queries, settings);
      System.out.println(shop.simulate(new LogFolder(out), console().progress("simulate")));
      return 0;
    }
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Turns a log of another format into a behaviour log, and says what it could not map.")
  private static final class Import implements Callable<Integer> {
    @Option(
        names = "--format",
        required = true,
        converter = FormatName.class,
        description =
            "of the input: ${COMPLETION-CANDIDATES}; `onesug` is our own log, to be checked, and"
                + " `onesug-rows` gives samples")
    private LogFormat format = LogFormat.ONESUG;

    @Option(
        names = "--input",
        required = true,
        arity = "1..*",
        paramLabel = "FILE",
        description = "files to read, gzip or not")
    private List<Path> input = new ArrayList<>();

    @Option(
        names = {"--output", "--out"},
        required = true,
        description = "folder of the log; what stands there is replaced")
    private Path output = Path.of("");

    @Option(
        names = "--malformed-limit",
        description = "how many rows may fail to parse (default: ${DEFAULT-VALUE})")
    private int malformedLimit = SampleSettings.DEFAULTS.malformedLimit();

    @Override
    public Integer call() throws IOException {
      System.out.println(new LogImport(format, malformedLimit).run(input, output).text());
      return 0;
    }
  }

  /** Picocli's own reading of an enum would offer each name twice. */
  private static final class FormatName implements ITypeConverter<LogFormat> {
    @Override
    public LogFormat convert(String name) {
      try {
        return LogFormat.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description =
          "Makes a model version from a behaviour log, stage by stage, and publishes it. Resumes after a cut.")
  private static final class Train implements Callable<Integer> {
    @Option(
        names = "--recipe",
        required = true,
        description = "settings of all stages, for example config/recipes/demo.yaml")
    private Path recipe = Path.of("");

    @Option(names = "--name", description = "name of the version (default: the recipe's file name)")
    private @Nullable String name;

    @Mixin private DataOptions data = new DataOptions();

    @Option(
        names = "--parent",
        description =
            "published version to start from: only a round of reward-weighted ranking is made")
    private @Nullable Path parent;

    @Option(names = "--stage", description = "stop after this stage: ${COMPLETION-CANDIDATES}")
    private @Nullable Stage stage;

    @Option(names = "--runs", description = "folder of all runs (default: ${DEFAULT-VALUE})")
    private Path runs = Path.of("runs");

    @Option(names = "--models", description = "folder to publish into (default: ${DEFAULT-VALUE})")
    private Path models = Path.of("models");

    @Option(
        names = "--base-encoder",
        description =
            "published text encoder: a BERT folder, or ONNX and tokenizer (default: ${DEFAULT-VALUE})")
    private Path baseEncoder = Path.of("target", "bge");

    @Option(
        names = "--base-seq2seq",
        description =
            "encoder-decoder to start from, a checkpoint folder of Hugging Face's BART; its tokenizer"
                + " and its shape take the place of the recipe's (default: an untrained one)")
    private @Nullable Path baseSeq2Seq;

    @Option(names = "--device", description = "cpu, cuda:N or auto (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Override
    public Integer call() throws IOException {
      if (parent != null && baseSeq2Seq != null) {
        throw new IllegalArgumentException(
            "--parent, --base-seq2seq: 2 given (expected: at most one to start from)");
      }
      Recipe settings = RecipeReader.read(recipe);
      String version = name != null ? name : nameOf(recipe);
      RunPlan plan =
          new RunPlan(
              version,
              runs,
              List.of(),
              models,
              baseEncoder,
              baseSeq2Seq == null ? null : new BaseSeq2Seq(baseSeq2Seq),
              data.data(),
              parent,
              device,
              command());
      Path published =
          new TrainingPipeline(settings, plan, console())
              .run(stage == null ? Stage.PUBLISH : stage);
      System.out.println(published);
      return 0;
    }

    private String command() throws IOException {
      String start = parent == null ? "" : " --parent " + parent;
      if (baseSeq2Seq != null) {
        start = " --base-seq2seq " + baseSeq2Seq.getFileName();
      }
      return "java -jar target/onesug.jar train --recipe " + recipe + start + data.data().options();
    }
  }

  @Command(
      name = "study",
      mixinStandardHelpOptions = true,
      description =
          "Trains the variants of a recipe with several seeds, to be measured beside each other."
              + " Resumes after a cut.")
  private static final class TrainStudy implements Callable<Integer> {
    @Option(
        names = "--study",
        required = true,
        description = "variants and seeds, for example config/studies/ablations.yaml")
    private Path study = Path.of("");

    @Option(names = "--only", description = "a variant to train; may be repeated (default: all)")
    private List<String> only = new ArrayList<>();

    @Mixin private DataOptions data = new DataOptions();

    @Option(
        names = "--runs",
        description = "folder of the study's runs, a run for each version (default: runs/STUDY)")
    private @Nullable Path runs;

    @Option(
        names = "--base-encoder",
        description =
            "published text encoder: a BERT folder, or ONNX and tokenizer (default: ${DEFAULT-VALUE})")
    private Path baseEncoder = Path.of("target", "bge");

    @Option(names = "--device", description = "cpu, cuda:N or auto (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Override
    public Integer call() throws IOException {
      Path folder = runs != null ? runs : Path.of("runs").resolve(nameOf(study));
      TrainingData learned = data.data();
      Study.read(study)
          .train(Set.copyOf(only), run -> plan(folder, run, learned), console())
          .forEach(trained -> System.out.println(trained.name() + " " + trained.folder()));
      return 0;
    }

    private RunPlan plan(Path folder, Study.Run run, TrainingData learned) {
      return new RunPlan(
          run.name(),
          folder,
          run.before(),
          folder,
          baseEncoder,
          null,
          learned,
          null,
          device,
          "java -jar target/onesug.jar study --study " + study + learned.options());
    }
  }
}
