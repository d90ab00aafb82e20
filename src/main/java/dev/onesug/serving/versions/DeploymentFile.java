package dev.onesug.serving.versions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
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
  private @Nullable String lastSeen;
  private @Nullable Content lastContent;

  private volatile boolean kept = true;

  /**
   * What the file holds.
   *
   * @param earlier the deployments before, the last one first
   */
  private record Content(
      Deployment current, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Deployment> earlier) {
    Content {
      earlier = earlier == null ? List.of() : List.copyOf(earlier);
      Objects.requireNonNull(current, "current: absent (expected: a deployment)");
    }
  }

  DeploymentFile(Path models, ModelVersions versions) {
    this.file = models.resolve(NAME);
    this.versions = versions;
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
      return;
    }
    try {
      Content content = JSON.readValue(text, Content.class);
      apply(content);
      lastSeen = text;
      versions.forgive(NAME);
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      if (!versions.refused().containsKey(NAME)) {
        LOG.error("{} is refused: {}", file, e.getMessage());
      }
      versions.refuse(NAME, String.valueOf(e.getMessage()));
    }
  }

  private void apply(Content content) {
    if (versions.isReady()) {
      versions.requireResident(content.current);
    }
    lastContent = content;
    versions.restore(content.current, content.earlier);
    LOG.info("The deployment is {}", content.current);
  }

  /** Writes what was changed by an operator's call. */
  void writeChanges() {
    synchronized (versions) {
      write(new Content(versions.deployment(), versions.earlier()));
    }
  }

  private void write(Content now) {
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
      replace(text);
      lastSeen = text;
      kept = true;
    } catch (IOException e) {
      kept = false;
      LOG.warn("{} cannot be written; the deployment holds until the next start", file, e);
    }
  }

  private void replace(String text) throws IOException {
    Path fresh = file.resolveSibling("." + NAME + ".tmp");
    Files.writeString(fresh, text, StandardCharsets.UTF_8);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
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
