package dev.onesug.serving.rules;

import dev.onesug.serving.rules.RuleFile.Status;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Always up, because old rules are no reason to serve nobody; says which rules are in force and why
 * the file was not taken, if it was not.
 */
public final class RulesHealth extends AbstractHealthIndicator {
  private final RuleFile rules;

  public RulesHealth(RuleFile rules) {
    this.rules = rules;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Status status = rules.status();
    health
        .up()
        .withDetail("rules", status.document().rules().size())
        .withDetail("revision", status.document().rules().revision())
        .withDetail("loaded", status.loaded())
        .withDetail("persisted", status.persisted());
    if (status.error() != null) {
      health.withDetail("error", status.error());
    }
  }
}
