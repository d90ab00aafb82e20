package dev.onesug.serving.versions;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up when at least one version is loaded and warm; names the loaded and the refused ones. */
public final class ModelVersionsHealth extends AbstractHealthIndicator {
  private final ModelVersions versions;
  private final ModelsFolder folder;

  public ModelVersionsHealth(ModelVersions versions, ModelsFolder folder) {
    this.versions = versions;
    this.folder = folder;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    VersionTable now = versions.now();
    if (now.isReady()) {
      health.up().withDetail("default", String.valueOf(now.effective().defaultVersion()));
    } else {
      health.outOfService();
    }
    health.withDetail("loaded", now.names()).withDetail("refused", folder.refused());
  }
}
