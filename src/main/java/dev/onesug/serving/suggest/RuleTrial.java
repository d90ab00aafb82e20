package dev.onesug.serving.suggest;

import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.RuleSet;
import dev.onesug.serving.rules.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows what rules would change before they are in force: asks the same prefixes under two sets,
 * for somebody of whom nothing is known. One trial at a time, so that keystrokes come first.
 */
public final class RuleTrial {
  /** Prefixes that are asked where none are named. */
  private static final int LIKELY = 200;

  private final QuerySuggester suggester;

  public RuleTrial(QuerySuggester suggester) {
    this.suggester = suggester;
  }

  /**
   * What is asked.
   *
   * @param prefixes as typed; empty for the likeliest of the version
   * @param version as a request would name it; null for the default
   * @param at when: a rule's time may still have to come
   */
  public record Keystrokes(
      List<String> prefixes, int limit, @Nullable String version, Scope scope, Instant at) {

    private SuggestRequest typed(String prefix) {
      return new SuggestRequest(prefix, limit, version, null, null, scope, null, null, true);
    }
  }

  /**
   * A prefix whose list changes.
   *
   * @param rules ids of the rules of either set that had something to say
   */
  public record Change(
      String prefix, List<String> before, List<String> after, List<String> rules) {}

  /**
   * What would change.
   *
   * @param compared prefixes whose two lists were compared
   * @param notCompared prefixes to which the model did not answer, under either set
   */
  public record Outcome(int compared, int notCompared, List<Change> changes) {}

  /**
   * Compares the lists of two sets.
   *
   * @throws dev.onesug.serving.versions.UnknownVersionException if the keystrokes name a version
   *     that is not loaded
   * @throws dev.onesug.serving.versions.NotReadyException if none is loaded
   */
  public synchronized Outcome compare(RuleSet before, RuleSet after, Keystrokes keystrokes) {
    List<Change> changes = new ArrayList<>();
    List<String> prefixes = prefixes(keystrokes);
    int notCompared = 0;
    for (String prefix : prefixes) {
      SuggestRequest request = keystrokes.typed(prefix);
      Suggestions old = suggester.suggest(request, before.inForce(keystrokes.scope, keystrokes.at));
      Suggestions fresh =
          suggester.suggest(request, after.inForce(keystrokes.scope, keystrokes.at));
      if (old.degraded() != null || fresh.degraded() != null) {
        notCompared++;
      } else if (!old.texts().equals(fresh.texts())) {
        changes.add(change(old, fresh));
      }
    }
    return new Outcome(prefixes.size() - notCompared, notCompared, List.copyOf(changes));
  }

  private List<String> prefixes(Keystrokes keystrokes) {
    return keystrokes.prefixes.isEmpty()
        ? suggester.likelyPrefixes(keystrokes.version, LIKELY).stream().map(Prefix::text).toList()
        : keystrokes.prefixes;
  }

  private static Change change(Suggestions before, Suggestions after) {
    Set<String> rules = new LinkedHashSet<>(before.trace().rules());
    rules.addAll(after.trace().rules());
    return new Change(before.prefix().text(), before.texts(), after.texts(), List.copyOf(rules));
  }
}
