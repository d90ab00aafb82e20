package dev.onesug.serving.rules;

/** Says which rules a keystroke is under. Many threads ask at the same time. */
@FunctionalInterface
public interface RuleSource {
  /** There are no rules. */
  RuleSource NONE = scope -> RulesInForce.NONE;

  /** The rules in force now, for a keystroke that is typed there. */
  RulesInForce inForce(Scope scope);
}
