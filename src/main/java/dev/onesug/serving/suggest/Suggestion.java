package dev.onesug.serving.suggest;

import dev.onesug.model.text.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One suggestion.
 *
 * @param text a query in normal form
 * @param score the search's log-probability, at most 0, and the logarithm of its factor where a
 *     rule boosts it; null where the model did not write it
 * @param source where it came from
 * @param highlight the typed parts of the text
 */
public record Suggestion(String text, @Nullable Double score, Source source, List<Span> highlight) {

  static Suggestion of(Prefix prefix, String text, @Nullable Double score, Source source) {
    return new Suggestion(text, score, source, Highlight.of(prefix, text));
  }
}
