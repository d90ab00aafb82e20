package dev.onesug.serving.suggest;

import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.RulesInForce;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Collects suggestions, best first, until there are enough; a text comes in once. */
final class SuggestionList {
  private final Prefix prefix;
  private final int limit;
  private final RulesInForce rules;
  private final List<Suggestion> suggestions = new ArrayList<>();
  private final Set<String> texts = new HashSet<>();

  /** All that came in, as it was before a rule made it another text. */
  private final Set<String> given = new LinkedHashSet<>();

  SuggestionList(Prefix prefix, int limit, RulesInForce rules) {
    this.prefix = prefix;
    this.limit = limit;
    this.rules = rules;
  }

  void addGenerated(List<GeneratedQuery> queries) {
    queries.forEach(query -> add(query.text(), query.score(), Source.GENERATED));
  }

  void addAll(List<String> queries, Source source) {
    queries.forEach(query -> add(query, null, source));
  }

  /**
   * Asks for more, until the list is full or there are no more: any of them may be in the list
   * already.
   *
   * @param best a number to so many texts, the best first
   */
  void fill(IntFunction<List<String>> best, Source source) {
    for (int asked = limit; !isFull(); asked *= 2) {
      List<String> found = best.apply(asked);
      addAll(found, source);
      if (found.size() < asked) {
        return;
      }
    }
  }

  Prefix prefix() {
    return prefix;
  }

  boolean isFull() {
    return suggestions.size() >= limit;
  }

  List<Suggestion> suggestions() {
    return List.copyOf(suggestions);
  }

  Set<String> given() {
    return given;
  }

  private void add(String text, @Nullable Double score, Source source) {
    if (isFull() || text.isBlank()) {
      return;
    }
    given.add(text);
    String shown = shown(text, source);
    if (shown != null && texts.add(shown)) {
      suggestions.add(Suggestion.of(prefix, shown, score, source));
    }
  }

  private @Nullable String shown(String text, Source source) {
    if (source == Source.PINNED) {
      return text;
    }
    return source.isOfTheVersion() ? rules.rewritten(text) : rules.shown(text);
  }
}
