package dev.onesug.serving.versions;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * {@code /actuator/versions}: what is loaded, and since when; {@code POST} to one of them loads or
 * retires it.
 */
@Endpoint(id = "versions")
public final class VersionsEndpoint {
  private final ModelVersions versions;
  private final ModelsFolder folder;

  public VersionsEndpoint(ModelVersions versions, ModelsFolder folder) {
    this.versions = versions;
    this.folder = folder;
  }

  /**
   * What is there.
   *
   * @param loaded version to the time since which it is loaded
   * @param refused version to the reason
   * @param retired version to the one that answers in its place
   */
  record Versions(
      Map<String, Instant> loaded, Map<String, String> refused, Map<String, String> retired) {}

  @ReadOperation
  Versions versions() {
    VersionTable now = versions.now();
    return new Versions(now.loadedSince(), folder.refused(), now.deployment().successors());
  }

  /**
   * Loads or retires a version, and answers when that is done.
   *
   * @param action {@code load} or {@code retire}
   * @param successor who answers in the place of a retired one; null for the default
   */
  @WriteOperation
  WebEndpointResponse<Object> change(
      @Selector String version, String action, @Nullable String successor) {
    return AdminAnswer.of(
        () -> {
          switch (action) {
            case "load" -> load(version);
            case "retire" -> versions.retire(version, successor);
            default ->
                throw new IllegalArgumentException(
                    "action: " + action + " (expected: load or retire)");
          }
          return versions();
        });
  }

  private void load(String version) {
    try {
      folder.load(version);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
