package dev.onesug.training.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the figures of a report come from.
 *
 * @param created when they were made
 * @param machine processor, cores and Java version
 * @param commit of the program; null where it is not known
 * @param command what makes them again
 * @param data what log they stand on, in one sentence
 * @param simulated whether the behaviour in that log is simulated
 */
public record Origin(
    Instant created,
    String machine,
    @Nullable String commit,
    String command,
    String data,
    boolean simulated) {

  /** Fills in this machine and, in a checkout, its commit. */
  public static Origin here(String command, String data, boolean simulated) {
    return new Origin(
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        machineHere(),
        commitOf(Path.of("")),
        command,
        data,
        simulated);
  }

  private static String machineHere() {
    return "%s, %d cores, Java %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
  }

  /** The processor's model where the system tells, else its architecture. */
  private static String processor() {
    String architecture = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException | UncheckedIOException e) {
      return architecture;
    }
  }

  static @Nullable String commitOf(Path checkout) {
    Path git = checkout.resolve(".git");
    try {
      String head = Files.readString(git.resolve("HEAD")).strip();
      String branch = "ref: ";
      return head.startsWith(branch)
          ? Files.readString(git.resolve(head.substring(branch.length()))).strip()
          : head;
    } catch (IOException e) {
      return null;
    }
  }
}
