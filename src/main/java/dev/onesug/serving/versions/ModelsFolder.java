package dev.onesug.serving.versions;

import dev.onesug.model.bundle.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of all versions: what appears in it is verified, loaded, warmed and added, while there
 * is room; what disappears is retired, unless the deployment needs it. A damaged version is refused
 * and named; the others serve. One thread at a time.
 */
public final class ModelsFolder implements AutoCloseable {
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
  private final VersionFolders folders;
  private final int most;
  private final VersionLoader loader;
  private final ModelVersions versions;
  private final RefusedVersions refused = new RefusedVersions();
  private final DeploymentFile deployment;

  /** Before that nobody is sent here, and every load is at full speed. */
  private volatile boolean started;

  private boolean vanished;

  /**
   * Makes a folder that is not read yet.
   *
   * @param most versions that are loaded at a time, at least 1; those that the deployment names are
   *     loaded even if they are more
   * @param giveWay waits until nobody waits for the model, but not for ever
   * @throws IllegalArgumentException if there is room for none
   */
  public ModelsFolder(
      Path models, int most, Opener opener, ModelVersions versions, Runnable giveWay) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "onesug.max-versions: " + most + " (expected: at least 1)");
    }
    this.models = models;
    this.folders = new VersionFolders(models);
    this.most = most;
    this.loader = new VersionLoader(opener, () -> started && versions.now().isReady(), giveWay);
    this.versions = versions;
    this.deployment = new DeploymentFile(models, versions, refused);
  }

  /** Loads for the first time; the versions that the deployment names come first. */
  public synchronized void start() {
    deployment.read();
    loadNew(folders.names());
    if (loader.isStopping()) {
      return;
    }
    versions.settle();
    if (!versions.now().isReady()) {
      LOG.error("No model version in {} could be loaded; nothing can be served", models);
    }
    Set<String> missing = new TreeSet<>(versions.now().deployment().versions());
    missing.removeAll(versions.names());
    if (!missing.isEmpty()) {
      LOG.error("The deployment names {}, not loaded; the default answers instead", missing);
    }
    deployment.writeChanges();
    started = true;
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
    Set<String> there = folders.names();
    if (hasVanished(there)) {
      return;
    }
    // What goes makes room for what comes.
    for (String version : versions.names()) {
      if (!there.contains(version)) {
        retireGone(version);
      }
    }
    // Whether the file is still refused is not known before it is read.
    refused.keepOnly(name -> there.contains(name) || name.equals(DeploymentFile.NAME));
    loadNew(there);
    deployment.read();
  }

  /**
   * Nobody takes all versions away; a disk that is not there looks like that. What is loaded goes
   * on.
   */
  private boolean hasVanished(Set<String> there) {
    boolean before = vanished;
    vanished = there.isEmpty() && !versions.names().isEmpty();
    if (vanished && !before) {
      LOG.error("No model version is left in {}; those that are loaded go on", models);
    }
    return vanished;
  }

  /**
   * Loads a version now, also one that was retired.
   *
   * @throws IllegalArgumentException if it is loaded already, there is no such folder, or as many
   *     are loaded as may be
   * @throws IOException if it is refused
   * @throws CancellationException if the service stops
   */
  public synchronized void load(String version) throws IOException {
    if (versions.names().contains(version)) {
      throw new IllegalArgumentException(
          "version: " + version + " (expected: one that is not loaded)");
    }
    Set<String> there = folders.names();
    if (!there.contains(version)) {
      throw new IllegalArgumentException(
          "version: " + version + " (expected: one of " + String.join(", ", there) + ")");
    }
    if (!hasRoom() && !deployment.needed().contains(version)) {
      throw new IllegalArgumentException(noRoom());
    }
    open(version);
  }

  /** Whether the deployment is written where it survives a restart. */
  public boolean keepsDeployment() {
    return deployment.isKept();
  }

  /**
   * How many are refused.
   *
   * @param leftOut whether to count the versions for which there is no room, or what something is
   *     wrong with: versions, and {@code deployment.json}
   */
  int refused(boolean leftOut) {
    return refused.count(leftOut);
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

  /** All that the deployment names is loaded, and of the others the newest, while there is room. */
  private void loadNew(Set<String> there) {
    Set<String> needed = deployment.needed();
    List<String> coming = there.stream().filter(this::isNew).toList();
    coming.stream().filter(needed::contains).forEach(this::tryLoad);
    List<String> others = coming.stream().filter(name -> !needed.contains(name)).toList();
    List<String> leftOut = new ArrayList<>();
    // Without room the order is nobody's concern, and manifests are not read at each look.
    for (String version : hasRoom() ? folders.newestFirst(others) : others) {
      if (hasRoom()) {
        tryLoad(version);
      } else {
        leftOut.add(version);
      }
    }
    refused.leaveOut(leftOut, noRoom());
  }

  private boolean isNew(String version) {
    VersionTable now = versions.now();
    boolean retired = now.deployment().successors().containsKey(version);
    return !retired
        && !now.residents().containsKey(version)
        && !refused.isRefused(version, () -> folders.look(version));
  }

  private boolean hasRoom() {
    return versions.names().size() < most;
  }

  private String noRoom() {
    return "loaded versions: %d (expected: fewer than onesug.max-versions, %d; retire one first)"
        .formatted(versions.names().size(), most);
  }

  private void tryLoad(String version) {
    try {
      open(version);
    } catch (CancellationException e) {
      LOG.info("Model version {} is not loaded: {}", version, e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.error("Model version {} is refused: {}", version, e.getMessage(), e);
    }
  }

  private void open(String version) throws IOException {
    long start = System.nanoTime();
    String before = folders.look(version);
    try {
      ServedModel model = loader.load(models.resolve(version));
      versions.add(model);
      refused.forgive(version);
      LOG.info(
          "Model version {} is loaded and warm after {} ms",
          version,
          (System.nanoTime() - start) / 1_000_000);
    } catch (CancellationException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      refused.refuse(version, String.valueOf(e.getMessage()), before);
      throw e;
    }
  }

  /** Has a load that is under way end soon; no other one begins. Does not wait. */
  public void stopLoading() {
    loader.stop();
  }

  /** Stops a load that is under way, and waits for its end. */
  @Override
  public void close() {
    loader.close();
  }
}
