package dev.onesug.model.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code bundle.json} of a model version.
 *
 * @param formatVersion of the folder's layout; {@link #FORMAT_VERSION}
 * @param name of the version and of its folder
 * @param provenance what it was made from
 * @param files every other file of the folder, by its path with forward slashes
 */
public record Manifest(
    int formatVersion, String name, Provenance provenance, Map<String, FileEntry> files) {
  public static final int FORMAT_VERSION = 1;
  static final String FILE_NAME = "bundle.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Manifest {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /**
   * Reads the manifest of a version and nothing else.
   *
   * @throws BundleException if it is missing, is not JSON, or is of another format version
   */
  public static Manifest read(Path version) throws IOException {
    Path file = version.resolve(FILE_NAME);
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      int format = json.path("formatVersion").asInt(0);
      if (format != FORMAT_VERSION) {
        throw new BundleException(
            file, "formatVersion: %d (expected: %d)".formatted(format, FORMAT_VERSION));
      }
      Manifest manifest = JSON.treeToValue(json, Manifest.class);
      manifest.requireNameOf(version);
      return manifest;
    } catch (NoSuchFileException e) {
      throw new BundleException(file, "absent (expected: the manifest of a model version)", e);
    } catch (JacksonException e) {
      throw new BundleException(
          file, "not a manifest (expected: JSON): " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads the manifest of a version and verifies every file against it.
   *
   * @throws BundleException as {@link #read}, and if a file is missing, altered or unknown
   */
  public static Manifest verified(Path version) throws IOException {
    return verified(version, Pace.FULL);
  }

  static Manifest verified(Path version, Pace pace) throws IOException {
    Manifest manifest = read(version);
    new VersionFolder(version).verify(manifest, pace);
    return manifest;
  }

  private void requireNameOf(Path version) throws BundleException {
    String folder = String.valueOf(version.toAbsolutePath().normalize().getFileName());
    if (!folder.equals(name)) {
      throw new BundleException(
          version.resolve(FILE_NAME),
          "name: %s (expected: %s, as its folder is called)".formatted(name, folder));
    }
  }

  void write(Path version) throws IOException {
    try {
      Files.write(version.resolve(FILE_NAME), JSON.writeValueAsBytes(this));
    } catch (JacksonException e) {
      throw new IOException(
          version.resolve(FILE_NAME) + ": cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }
}
