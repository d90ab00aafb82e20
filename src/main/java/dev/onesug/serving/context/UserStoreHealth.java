package dev.onesug.serving.context;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Says how the store of users fares. Always up: without it answers are less personal, and no
 * replica should be taken out of service for that.
 */
public final class UserStoreHealth extends AbstractHealthIndicator {
  private final Supplier<Map<String, Object>> details;

  public UserStoreHealth(Supplier<Map<String, Object>> details) {
    this.details = details;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up().withDetails(details.get());
  }
}
