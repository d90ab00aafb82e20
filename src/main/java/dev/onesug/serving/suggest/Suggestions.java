package dev.onesug.serving.suggest;

import dev.onesug.model.text.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one keystroke.
 *
 * @param prefix what was typed, in normal form
 * @param list best first, without repetition
 * @param version the model version that answered
 * @param requestedVersion the retired version that was asked for and that this one succeeds; null
 *     as a rule
 * @param degraded null where the model answered
 * @param tookNanos from the request to this answer
 * @param trace how the answer was made
 */
public record Suggestions(
    Prefix prefix,
    List<Suggestion> list,
    String version,
    @Nullable String requestedVersion,
    @Nullable Degradation degraded,
    long tookNanos,
    Trace trace) {

  public Suggestions {
    list = List.copyOf(list);
  }

  /** The suggestions' texts, best first. */
  public List<String> texts() {
    return list.stream().map(Suggestion::text).toList();
  }
}
