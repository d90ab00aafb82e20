package dev.onesug.serving.suggest;

import dev.onesug.model.text.Prefix;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects suggestions, best first, until there are enough; a text comes in once. */
final class SuggestionList {
  private final Prefix prefix;
  private final int limit;
  private final List<Suggestion> suggestions = new ArrayList<>();
  private final Set<String> texts = new HashSet<>();

  SuggestionList(Prefix prefix, int limit) {
    this.prefix = prefix;
    this.limit = limit;
  }

  void addGenerated(List<GeneratedQuery> queries) {
    queries.forEach(query -> add(query.text(), query.score(), Source.GENERATED));
  }

  void addAll(List<String> queries, Source source) {
    queries.forEach(query -> add(query, null, source));
  }

  boolean isFull() {
    return suggestions.size() >= limit;
  }

  List<Suggestion> suggestions() {
    return List.copyOf(suggestions);
  }

  private void add(String text, @Nullable Double score, Source source) {
    if (!isFull() && !text.isBlank() && texts.add(text)) {
      suggestions.add(Suggestion.of(prefix, text, score, source));
    }
  }
}
