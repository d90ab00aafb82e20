package dev.onesug.training.pipeline;

import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.online.OnlineReport;
import dev.onesug.training.evaluation.online.OnlineSettings;
import dev.onesug.training.evaluation.online.OnlineTest;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.logs.shop.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets simulated people use a version, and others the old cascade. */
@Command(
    name = "ab",
    mixinStandardHelpOptions = true,
    description =
        "An A/B test of a published version against the old cascade, in the simulated shop of a"
            + " recipe, with people that the version has not learned from.")
final class OnlineTestCommand implements Callable<Integer> {
  @Option(names = "--version-folder", required = true, description = "for example models/demo")
  private Path version = Path.of("");

  @Option(
      names = "--recipe",
      required = true,
      description = "of the run that made the version; its simulation says what the shop is like")
  private Path recipe = Path.of("");

  @Option(
      names = "--queries",
      description = "the real queries that the run was given; may be repeated")
  private List<Path> queries = new ArrayList<>();

  @Option(
      names = "--users",
      description =
          "people of the shop; not quite half of them come in the days of the test (default: ${DEFAULT-VALUE})")
  private int users = 8000;

  @Option(names = "--seed", description = "of the people (default: the recipe's and one)")
  private @Nullable Long seed;

  @Option(names = "--out", required = true, description = "folder for online.json and online.html")
  private Path out = Path.of("");

  @Option(names = "--device", description = "cpu, cuda:N or auto (default: ${DEFAULT-VALUE})")
  private String device = "auto";

  @Override
  public Integer call() throws IOException {
    // The people come one after the other.
    TensorEngine.threads(1);
    SimulatorSettings learnedFrom = RecipeReader.read(recipe).simulator();
    SimulatorSettings settings =
        learnedFrom.withUsers(users).withSeed(seed == null ? learnedFrom.seed() + 1 : seed);
    ShopSimulator shop = ShopSimulator.of(queries, settings);
    Origin origin =
        Origin.here(
            "java -jar target/onesug.jar ab --version-folder %s --recipe %s --users %d"
                .formatted(version, recipe, users),
            "%d users of a simulated shop, seed %d".formatted(users, settings.seed()),
            true);
    OnlineReport report =
        new OnlineTest(OnlineSettings.DEFAULTS)
            .of(version, device, shop.open(), origin, CommandLine.console().progress("ab"));
    report.write(out);
    System.out.print(report.text());
    System.out.println(out.resolve("online.html"));
    return 0;
  }
}
