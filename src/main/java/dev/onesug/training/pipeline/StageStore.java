package dev.onesug.training.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one run: a folder for each stage, with {@code stage.json} as the mark that the
 * stage is finished and of what it was made from. A stage whose settings and inputs have not
 * changed is not done again; one that was cut finds its folder, checkpoints included, as it left
 * it; one whose settings or inputs have changed starts from an empty folder.
 */
final class StageStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FINISHED = "stage.json";
  private static final String STARTED = "started.json";

  private final Path run;
  private final List<Path> lenders;

  StageStore(Path run) {
    this(run, List.of());
  }

  /**
   * @param lenders other runs: what one of them has finished from the same settings and inputs is
   *     not done again, but linked to
   */
  StageStore(Path run, List<Path> lenders) {
    this.run = run;
    this.lenders = lenders;
  }

  /**
   * What a stage was made from, and what came of it.
   *
   * @param fingerprint of the settings, of all inputs, and of the format of what the stage leaves
   * @param settings as the recipe gave them
   * @param inputs fingerprints of the stages before
   * @param finished when
   * @param millis how long it took, since its last start
   * @param report figures for the report
   */
  record Finished(
      String fingerprint,
      Map<String, Object> settings,
      List<String> inputs,
      Instant finished,
      long millis,
      Map<String, Object> report) {}

  private record Started(String fingerprint) {}

  /** The work of one stage: fills a folder and returns figures for the report. */
  @FunctionalInterface
  interface Work {
    Object into(Path folder) throws IOException;
  }

  Path folder(Stage stage) {
    return run.resolve(stage.key());
  }

  /** What a finished stage left, if it was made from just these settings and inputs. */
  Optional<Finished> finished(Stage stage, Object settings, List<Finished> inputs)
      throws IOException {
    String fingerprint = fingerprint(stage, settings, inputs);
    Optional<Finished> own = finished(run, stage, fingerprint);
    for (Path lender : lenders) {
      if (own.isEmpty()) {
        own = finished(lender, stage, fingerprint);
        if (own.isPresent()) {
          link(stage, lender);
        }
      }
    }
    return own;
  }

  private static Optional<Finished> finished(Path run, Stage stage, String fingerprint)
      throws IOException {
    return read(run.resolve(stage.key()).resolve(FINISHED), Finished.class)
        .filter(done -> done.fingerprint().equals(fingerprint));
  }

  private void link(Stage stage, Path lender) throws IOException {
    delete(folder(stage));
    Files.createDirectories(run);
    Files.createSymbolicLink(folder(stage), lender.resolve(stage.key()).toRealPath());
  }

  /**
   * Does the work of a stage, in the folder that an unfinished attempt at the same work has left,
   * or else in an empty one.
   *
   * @throws IOException if the work or the disk fails; the folder stays, for the next attempt
   */
  Finished run(Stage stage, Object settings, List<Finished> inputs, Work work) throws IOException {
    Path folder = folder(stage);
    String fingerprint = fingerprint(stage, settings, inputs);
    boolean resumable =
        !Files.exists(folder.resolve(FINISHED))
            && read(folder.resolve(STARTED), Started.class)
                .filter(started -> started.fingerprint().equals(fingerprint))
                .isPresent();
    if (!resumable) {
      delete(folder);
    }
    Files.createDirectories(folder);
    write(folder.resolve(STARTED), new Started(fingerprint));
    long startNanos = System.nanoTime();
    Map<String, Object> report = asMap(work.into(folder));
    Finished finished =
        new Finished(
            fingerprint,
            asMap(settings),
            inputs.stream().map(Finished::fingerprint).toList(),
            Instant.now(),
            Duration.ofNanos(System.nanoTime() - startNanos).toMillis(),
            report);
    write(folder.resolve(FINISHED), finished);
    return finished;
  }

  private static String fingerprint(Stage stage, Object settings, List<Finished> inputs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((stage.key() + " " + stage.format()).getBytes(StandardCharsets.UTF_8));
      digest.update(JSON.writeValueAsBytes(settings));
      for (Finished input : inputs) {
        digest.update(input.fingerprint().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return JSON.convertValue(value, Map.class);
  }

  /** A mark that cannot be read counts as absent: the stage is done again. */
  private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
    } catch (NoSuchFileException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static void write(Path file, Object value) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.write(partial, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Of a linked folder the link only. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
