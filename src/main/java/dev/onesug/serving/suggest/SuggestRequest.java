package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import org.jspecify.annotations.Nullable;

/**
 * One keystroke.
 *
 * @param typed the text in the box, as typed
 * @param limit most suggestions wanted, at least 1
 * @param version model version; null for the default
 * @param userId whose history and profile to look up; null for nobody's
 * @param user history and profile that came with the request; null to look them up
 */
public record SuggestRequest(
    String typed,
    int limit,
    @Nullable String version,
    @Nullable String userId,
    @Nullable UserContext user) {
  public static final int MAX_LIMIT = 16;
  public static final int DEFAULT_LIMIT = 10;

  public SuggestRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1.." + MAX_LIMIT + ")");
    }
  }

  /** A keystroke of a user who came with the request, answered by the default version. */
  public static SuggestRequest of(String typed, int limit, UserContext user) {
    return new SuggestRequest(typed, limit, null, null, user);
  }

  /** Whether anything about a user goes into the answer. */
  public boolean isPersonal() {
    return userId != null || user != null;
  }
}
