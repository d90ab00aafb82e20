package dev.onesug.serving.versions;

import dev.onesug.model.bundle.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be said of the versions in a folder without opening them. It may change meanwhile. */
final class VersionFolders {
  private final Path models;

  VersionFolders(Path models) {
    this.models = models;
  }

  /**
   * Names in alphabetical order. Folders whose name starts with a dot are not versions.
   *
   * @throws UncheckedIOException if the folder is there and cannot be listed
   */
  Set<String> names() {
    if (!Files.isDirectory(models)) {
      return Set.of();
    }
    try (Stream<Path> entries = Files.list(models)) {
      return entries
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> !name.startsWith("."))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException("models folder " + models + " cannot be listed", e);
    }
  }

  /** Names, sizes and times of a version's files, as one text; empty if they cannot be read. */
  String look(String version) {
    try (Stream<Path> tree = Files.walk(models.resolve(version))) {
      List<Path> files = tree.sorted().toList();
      StringBuilder look = new StringBuilder();
      for (Path file : files) {
        look.append(file).append(' ').append(Files.size(file));
        look.append(' ').append(Files.getLastModifiedTime(file)).append('\n');
      }
      return look.toString();
    } catch (IOException | UncheckedIOException e) {
      // It changes while we look.
      return "";
    }
  }

  /** The same names, by the time at which their manifests say that they were published. */
  List<String> newestFirst(Collection<String> versions) {
    Map<String, Instant> created = new HashMap<>();
    versions.forEach(version -> created.put(version, created(version)));
    return versions.stream().sorted(Comparator.comparing(created::get).reversed()).toList();
  }

  private Instant created(String version) {
    try {
      return Manifest.read(models.resolve(version)).provenance().created();
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with it, opening it says so.
      return Instant.MIN;
    }
  }
}
