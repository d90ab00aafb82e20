package dev.onesug.serving.rules;

import java.util.List;

/** Says which rules a keystroke is under. Many threads ask at the same time. */
@FunctionalInterface
public interface RuleSource {
  /** There are no rules. */
  RuleSource NONE = scope -> RulesInForce.NONE;

  /** The rules in force now, for a keystroke that is typed there. */
  RulesInForce inForce(Scope scope);

  /** The rules in force now in the places that keystrokes come from as a rule, each once. */
  default List<RulesInForce> usual() {
    return List.of(inForce(Scope.ANYWHERE));
  }
}
