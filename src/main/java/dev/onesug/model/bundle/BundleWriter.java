package dev.onesug.model.bundle;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Publishes model versions into one folder. A version is written into a hidden folder beside the
 * others, {@code .name.partial}, made durable, and renamed: it is there as a whole or not at all,
 * whatever is killed or full. What an earlier, killed run left is removed first, so only one
 * process may publish into a folder at a time.
 */
public final class BundleWriter {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String PARTIAL = ".partial";

  /** Writes the parts of a version. */
  @FunctionalInterface
  public interface Content {
    /**
     * @param folder empty; gets {@code text-encoder}, {@code quantizer}, {@code index} and {@code
     *     seq2seq}
     */
    void writeTo(Path folder) throws IOException;
  }

  /** What is told of every step that is done; a test fails there on purpose. */
  @FunctionalInterface
  interface Steps {
    void done(String step) throws IOException;
  }

  private final Path models;
  private final Steps steps;

  /**
   * @param models the folder that holds all versions; made if it is not there
   */
  public BundleWriter(Path models) {
    this(models, step -> {});
  }

  BundleWriter(Path models, Steps steps) {
    this.models = models;
    this.steps = steps;
  }

  /**
   * Writes and publishes a version.
   *
   * @param name letters, digits, dot, underscore and hyphen, at most 64; not taken yet, for a
   *     version never changes
   * @return its folder
   * @throws IllegalArgumentException if the name cannot be that of a version
   * @throws IOException if it cannot be written; nothing of it is left then
   */
  public Path write(String name, Provenance provenance, Content content) throws IOException {
    Path target = models.resolve(requireName(name));
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(
          target + ": the version is published already (expected: a new name)");
    }
    Files.createDirectories(models);
    removeStale();
    VersionFolder partial = new VersionFolder(models.resolve("." + name + PARTIAL));
    try {
      fill(partial, name, provenance, content);
      Files.move(partial.path(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      clear(partial, e);
      throw e;
    }
    steps.done("rename");
    VersionFolder.force(models);
    return target;
  }

  private void fill(VersionFolder partial, String name, Provenance provenance, Content content)
      throws IOException {
    Files.createDirectory(partial.path());
    steps.done("folder");
    content.writeTo(partial.path());
    steps.done("content");
    new Manifest(Manifest.FORMAT_VERSION, name, provenance, partial.entries())
        .write(partial.path());
    steps.done("manifest");
    partial.force();
    steps.done("force");
  }

  private static void clear(VersionFolder partial, Throwable cause) {
    try {
      partial.delete();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void removeStale() throws IOException {
    for (Path stale : partials()) {
      new VersionFolder(stale).delete();
    }
  }

  private List<Path> partials() throws IOException {
    try (Stream<Path> entries = Files.list(models)) {
      return entries.filter(entry -> isPartial(String.valueOf(entry.getFileName()))).toList();
    }
  }

  private static boolean isPartial(String fileName) {
    return fileName.startsWith(".") && fileName.endsWith(PARTIAL);
  }

  private static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name: %s (expected: %s)".formatted(name, NAME));
    }
    return name;
  }
}
