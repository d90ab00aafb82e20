package dev.onesug.serving.versions;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up when at least one version is loaded and warm; names the loaded and the refused ones. */
public final class ModelVersionsHealth extends AbstractHealthIndicator {
  private final ModelVersions versions;

  public ModelVersionsHealth(ModelVersions versions) {
    this.versions = versions;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    if (versions.isReady()) {
      health.up().withDetail("default", String.valueOf(versions.effective().defaultVersion()));
    } else {
      health.outOfService();
    }
    health.withDetail("loaded", versions.names()).withDetail("refused", versions.refused());
  }
}
