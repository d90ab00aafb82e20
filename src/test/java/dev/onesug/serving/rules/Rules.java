package dev.onesug.serving.rules;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Rules for tests, written as documents. */
public final class Rules {
  private Rules() {}

  public static RuleSet of(String document) {
    return RuleDocument.parse(document.getBytes(StandardCharsets.UTF_8)).rules();
  }

  /** Those that hold anywhere. */
  public static RulesInForce inForce(String document) {
    return of(document).inForce(Scope.ANYWHERE, Instant.EPOCH);
  }
}
