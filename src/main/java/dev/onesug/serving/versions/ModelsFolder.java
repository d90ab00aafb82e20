package dev.onesug.serving.versions;

import dev.onesug.model.bundle.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of all versions: what appears in it is verified, loaded, warmed and added; what
 * disappears is retired, unless the deployment needs it. A damaged version is refused and named;
 * the others serve. One thread at a time.
 */
public final class ModelsFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ModelsFolder.class);

  /** Opens and verifies one version folder. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens a version.
     *
     * @param pace asked before each step
     * @throws IOException if a file is missing, altered or cannot be read
     */
    ServedModel open(Path folder, Pace pace) throws IOException;
  }

  private final Path models;
  private final Opener opener;
  private final ModelVersions versions;
  private final RefusedVersions refused = new RefusedVersions();
  private final DeploymentFile deployment;
  private final Runnable giveWay;

  /**
   * Makes a folder that is not read yet.
   *
   * @param giveWay waits until nobody waits for the model, but not for ever
   */
  public ModelsFolder(Path models, Opener opener, ModelVersions versions, Runnable giveWay) {
    this.models = models;
    this.opener = opener;
    this.versions = versions;
    this.deployment = new DeploymentFile(models, versions, refused);
    this.giveWay = giveWay;
  }

  /** Loads everything for the first time; the versions that the deployment names come first. */
  public synchronized void start() {
    deployment.read();
    Set<String> needed = versions.now().deployment().versions();
    Set<String> all = folders();
    all.stream().filter(needed::contains).forEach(this::tryLoad);
    all.stream().filter(name -> !needed.contains(name)).forEach(this::tryLoad);
    versions.settle();
    if (!versions.now().isReady()) {
      LOG.error("No model version in {} could be loaded; nothing can be served", models);
    }
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(versions.names());
    if (!missing.isEmpty()) {
      LOG.error("The deployment names {}, not loaded; the default answers instead", missing);
    }
    deployment.writeChanges();
  }

  /** Looks for what has changed since. What fails is logged, and looked at again. */
  public synchronized void poll() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("The models folder {} could not be looked through", models, e);
    }
  }

  private void look() {
    Set<String> there = folders();
    there.forEach(this::tryLoad);
    for (String version : versions.names()) {
      if (!there.contains(version)) {
        retireGone(version);
      }
    }
    refused.keepOnly(there);
    deployment.read();
  }

  /**
   * Loads a version now, also one that was retired.
   *
   * @throws IllegalArgumentException if it is loaded already or there is no such folder
   * @throws IOException if it is refused
   */
  public synchronized void load(String version) throws IOException {
    if (versions.names().contains(version)) {
      throw new IllegalArgumentException(
          "version: " + version + " (expected: one that is not loaded)");
    }
    if (!folders().contains(version)) {
      throw new IllegalArgumentException(
          "version: " + version + " (expected: one of " + String.join(", ", folders()) + ")");
    }
    open(version);
  }

  /** Whether the deployment is written where it survives a restart. */
  public boolean keepsDeployment() {
    return deployment.isKept();
  }

  /** Folder, or {@code deployment.json}, to the reason, for every one that is refused. */
  public Map<String, String> refused() {
    // Without this object's lock: an operator does not wait for a version that is being loaded.
    return refused.reasons();
  }

  private void retireGone(String version) {
    try {
      versions.retire(version, null);
      LOG.info("Model version {} is retired: its folder is gone", version);
    } catch (IllegalArgumentException e) {
      LOG.debug("Model version {} stays although its folder is gone: {}", version, e.getMessage());
    }
  }

  private void tryLoad(String version) {
    boolean retired = versions.now().deployment().successors().containsKey(version);
    if (retired
        || versions.names().contains(version)
        || refused.isRefused(version, look(version))) {
      return;
    }
    try {
      open(version);
    } catch (IOException | RuntimeException e) {
      LOG.error("Model version {} is refused: {}", version, e.getMessage(), e);
    }
  }

  private void open(String version) throws IOException {
    long start = System.nanoTime();
    String before = look(version);
    try {
      Pace pace = new GentlePace(versions::isReady, giveWay);
      ServedModel model = opener.open(models.resolve(version), pace);
      warm(model, pace);
      versions.add(model);
      refused.forgive(version);
      LOG.info(
          "Model version {} is loaded and warm after {} ms",
          version,
          (System.nanoTime() - start) / 1_000_000);
    } catch (IOException | RuntimeException e) {
      refused.refuse(version, String.valueOf(e.getMessage()), before);
      throw e;
    }
  }

  private static void warm(ServedModel model, Pace pace) {
    try {
      WarmUp.run(model, pace);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Folders whose name starts with a dot are not versions. */
  private Set<String> folders() {
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

  /** Names, sizes and times of its files, as one text. */
  private String look(String version) {
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
}
