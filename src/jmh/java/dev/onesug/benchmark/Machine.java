package dev.onesug.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What figures were measured on.
 *
 * @param processor its model
 * @param instructions those of {@link #FAST_INSTRUCTIONS} that it has
 * @param processors all of the machine
 * @param usable those that this process may use
 */
record Machine(String processor, List<String> instructions, int processors, int usable) {
  /** What decides how fast matrix products are, as Linux names it. */
  private static final List<String> FAST_INSTRUCTIONS =
      List.of("avx2", "avx512f", "avx_vnni", "avx512_vnni", "amx_int8");

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  static Machine ofThisProcess() throws IOException {
    List<String> lines = Files.exists(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    List<String> flags = Arrays.asList(field(lines, "flags").split(" ", -1));
    int usable = Runtime.getRuntime().availableProcessors();
    long processors = lines.stream().filter(line -> line.startsWith("processor")).count();
    return new Machine(
        field(lines, "model name"),
        FAST_INSTRUCTIONS.stream().filter(flags::contains).toList(),
        Math.max(usable, (int) processors),
        usable);
  }

  /** The first value of a name; where the system does not say it, its architecture. */
  private static String field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch", "unknown"));
  }

  /** For people. */
  String describe() {
    String missing =
        FAST_INSTRUCTIONS.stream()
            .filter(instruction -> !instructions.contains(instruction))
            .collect(Collectors.joining(", "));
    return "%s, %s%s, %d of %d processors usable, Java %s"
        .formatted(
            processor,
            instructions.isEmpty() ? "no known extension" : String.join(", ", instructions),
            missing.isEmpty() ? "" : " (not: " + missing + ")",
            usable,
            processors,
            Runtime.version().feature());
  }

  /** The commit that is checked out, and whether it is all that was compiled. */
  static String commit() throws IOException, InterruptedException {
    String commit = git("rev-parse", "--short", "HEAD");
    String changes = git("status", "--porcelain", "--untracked-files=no");
    return commit.isEmpty()
        ? "unknown"
        : commit + (changes.isEmpty() ? "" : " and changes that are not committed");
  }

  /** What git answers; nothing where it cannot. */
  private static String git(String... arguments) throws InterruptedException {
    try {
      String[] command = new String[arguments.length + 1];
      command[0] = "git";
      System.arraycopy(arguments, 0, command, 1, arguments.length);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? answer : "";
    } catch (IOException e) {
      return "";
    }
  }
}
