package dev.onesug.serving.versions;

import dev.onesug.serving.files.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code deployment.json} beside the versions: the deployment survives a restart and
 * reaches every replica that reads the same folder. People may write it, too. Once it is there, it
 * takes the place of what the service's configuration says of the deployment.
 */
final class DeploymentFile {
  static final String NAME = "deployment.json";
  private static final Logger LOG = LoggerFactory.getLogger(DeploymentFile.class);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path file;
  private final ModelVersions versions;
  private final RefusedVersions refused;
  private @Nullable String lastSeen;
  private @Nullable DeploymentHistory lastContent;

  private volatile boolean kept = true;

  /**
   * Follows the versions: each change of their deployment is written.
   *
   * @param refused is told what is wrong with the file
   */
  DeploymentFile(Path models, ModelVersions versions, RefusedVersions refused) {
    this.file = models.resolve(NAME);
    this.versions = versions;
    this.refused = refused;
    versions.whenChanged(this::writeChanges);
  }

  /** Whether the deployment is written where it survives a restart. */
  boolean isKept() {
    return kept;
  }

  /** Takes over what the file says, if it was changed by somebody else. */
  void read() {
    // One lock for both: a change of the deployment writes the file, the file changes the
    // deployment.
    synchronized (versions) {
      readChanges();
    }
  }

  private void readChanges() {
    String text = text();
    if (text == null || text.equals(lastSeen)) {
      refused.forgive(NAME);
      return;
    }
    try {
      apply(JSON.readValue(text, DeploymentHistory.class));
      lastSeen = text;
      refused.forgive(NAME);
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      if (!refused.isRefused(NAME, () -> text)) {
        LOG.error("{} is refused: {}", file, e.getMessage());
      }
      refused.refuse(NAME, String.valueOf(e.getMessage()), text);
    }
  }

  /**
   * The versions that the deployment names, and those that the file names: it may wait for one of
   * them to be loaded.
   */
  Set<String> needed() {
    synchronized (versions) {
      Set<String> needed = versions.now().deployment().versions();
      String text = text();
      if (text != null && !text.equals(lastSeen)) {
        needed.addAll(named(text));
      }
      return needed;
    }
  }

  private static Set<String> named(String text) {
    try {
      return JSON.readValue(text, DeploymentHistory.class).current().versions();
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      // It is refused, with its reason, when it is read.
      return Set.of();
    }
  }

  private void apply(DeploymentHistory content) {
    VersionTable now = versions.now();
    if (now.isReady()) {
      now.requireResident(content.current());
    }
    lastContent = content;
    versions.restore(content);
    LOG.info("The deployment is {}", content.current());
  }

  /** Writes what was changed by an operator's call. */
  void writeChanges() {
    synchronized (versions) {
      write(versions.now().history());
    }
  }

  private void write(DeploymentHistory now) {
    if (now.equals(lastContent)) {
      return;
    }
    boolean first = lastContent == null;
    lastContent = now;
    if (first) {
      // What the configuration says needs no file.
      return;
    }
    try {
      String text = JSON.writeValueAsString(now) + "\n";
      FileReplacement.write(file, text.getBytes(StandardCharsets.UTF_8));
      lastSeen = text;
      kept = true;
    } catch (IOException e) {
      kept = false;
      LOG.warn("{} cannot be written; the deployment holds until the next start", file, e);
    }
  }

  private @Nullable String text() {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      LOG.warn("{} cannot be read", file, e);
      return null;
    }
  }
}
