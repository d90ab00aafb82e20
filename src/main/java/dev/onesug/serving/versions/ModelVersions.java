package dev.onesug.serving.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model versions that are loaded and warm, and the one that answers where a request names none.
 * A damaged version is refused and named; the others serve.
 */
public final class ModelVersions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelVersions.class);

  /** Opens and verifies one version folder. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens a version.
     *
     * @throws IOException if a file is missing, altered or cannot be read
     */
    ServedModel open(Path folder) throws IOException;
  }

  private final Map<String, ServedModel> loaded = new ConcurrentSkipListMap<>();
  private final Map<String, String> refused = new ConcurrentSkipListMap<>();
  private final @Nullable String configuredDefault;
  private volatile @Nullable ServedModel preferred;

  /**
   * Makes an empty set.
   *
   * @param configuredDefault version that answers where a request names none; null for the newest
   */
  public ModelVersions(@Nullable String configuredDefault) {
    this.configuredDefault = configuredDefault;
  }

  /** A set of versions that are loaded already; the newest answers by default. */
  public static ModelVersions of(ServedModel... models) {
    ModelVersions versions = new ModelVersions(null);
    for (ServedModel model : models) {
      versions.add(model);
    }
    return versions;
  }

  /**
   * Loads and warms every version folder below a folder. Folders whose name starts with a dot are
   * not versions.
   */
  public void load(Path models, Opener opener) {
    for (Path folder : versionFolders(models)) {
      loadOne(folder, opener);
    }
    if (loaded.isEmpty()) {
      LOG.error("No model version in {} could be loaded; nothing can be served", models);
    } else if (configuredDefault != null && !loaded.containsKey(configuredDefault)) {
      LOG.error("Default version {} is not loaded; the newest answers", configuredDefault);
    }
  }

  /** Adds a version that is loaded; it serves from now on. */
  public void add(ServedModel model) {
    loaded.put(model.version(), model);
    preferred = choosePreferred();
  }

  /**
   * The version for a request.
   *
   * @param requested name of a version; null for the default
   * @throws UnknownVersionException if it is not loaded
   * @throws NotReadyException if none is loaded
   */
  public ServedModel pick(@Nullable String requested) {
    ServedModel standard = preferred;
    if (standard == null) {
      throw new NotReadyException();
    }
    if (requested == null) {
      return standard;
    }
    ServedModel model = loaded.get(requested);
    if (model == null) {
      throw new UnknownVersionException(requested, names());
    }
    return model;
  }

  public boolean isReady() {
    return preferred != null;
  }

  /** Names of the loaded versions, in alphabetical order. */
  public List<String> names() {
    return List.copyOf(loaded.keySet());
  }

  /** Folder name to reason, for every version that was refused. */
  public Map<String, String> refused() {
    return new TreeMap<>(refused);
  }

  @Override
  public void close() {
    preferred = null;
    loaded.values().forEach(ServedModel::close);
    loaded.clear();
  }

  private static List<Path> versionFolders(Path models) {
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(models)) {
      return entries
          .filter(Files::isDirectory)
          .filter(folder -> !name(folder).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("models folder " + models + " cannot be listed", e);
    }
  }

  private void loadOne(Path folder, Opener opener) {
    long start = System.nanoTime();
    try {
      ServedModel model = opener.open(folder);
      warm(model);
      add(model);
      LOG.info(
          "Model version {} is loaded and warm after {} ms",
          model.version(),
          (System.nanoTime() - start) / 1_000_000);
    } catch (IOException | RuntimeException e) {
      refused.put(name(folder), String.valueOf(e.getMessage()));
      LOG.error("Model version {} is refused: {}", name(folder), e.getMessage(), e);
    }
  }

  private static void warm(ServedModel model) {
    try {
      WarmUp.run(model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private @Nullable ServedModel choosePreferred() {
    ServedModel configured = configuredDefault == null ? null : loaded.get(configuredDefault);
    if (configured != null) {
      return configured;
    }
    return new ArrayList<>(loaded.values())
        .stream().max(Comparator.comparing(ServedModel::created)).orElse(null);
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }
}
