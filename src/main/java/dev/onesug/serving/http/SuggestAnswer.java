package dev.onesug.serving.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onesug.serving.suggest.Degradation;
import dev.onesug.serving.suggest.Span;
import dev.onesug.serving.suggest.Suggestion;
import dev.onesug.serving.suggest.Suggestions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer as JSON.
 *
 * @param requestId names this answer in logs and traces; {@link RequestId}
 * @param prefix what was typed, in normal form
 * @param suggestions best first
 * @param model what answered
 * @param degraded null, or why the model did not answer
 * @param tookMillis time inside the service
 * @param explain how the answer was made; only where the request asked
 */
record SuggestAnswer(
    String requestId,
    String prefix,
    List<Item> suggestions,
    Model model,
    @Nullable String degraded,
    double tookMillis,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explanation explain) {

  /** A suggestion; {@code highlight} counts UTF-16 code units, as JavaScript does. */
  record Item(String text, @Nullable Double score, String source, List<Span> highlight) {
    static Item of(Suggestion suggestion) {
      return new Item(
          suggestion.text(),
          suggestion.score(),
          suggestion.source().label(),
          suggestion.highlight());
    }
  }

  /**
   * The model version that answered.
   *
   * @param requested the retired version that the request named, in whose place this one answered
   */
  record Model(
      String version, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String requested) {}

  static SuggestAnswer of(String requestId, Suggestions answer, boolean explain) {
    Degradation degraded = answer.degraded();
    return new SuggestAnswer(
        requestId,
        answer.prefix().text(),
        answer.list().stream().map(Item::of).toList(),
        new Model(answer.version(), answer.requestedVersion()),
        degraded == null ? null : degraded.label(),
        Millis.of(answer.tookNanos()),
        explain ? Explanation.of(answer.trace()) : null);
  }
}
