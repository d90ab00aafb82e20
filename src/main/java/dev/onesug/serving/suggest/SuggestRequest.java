package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.serving.rules.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One keystroke.
 *
 * @param typed the text in the box, as typed
 * @param limit most suggestions wanted, at least 1
 * @param version model version or alias; null for the one that the deployment gives this user
 * @param userId whose history and profile to look up; null for nobody's
 * @param user history and profile that came with the request; null to look them up
 * @param scope where in the shop it is typed
 * @param turn which keystroke of its search box; null where the client does not say
 * @param deadline longest wait for the model, where it is to be shorter than the service's; null
 *     for the service's
 * @param explain whether the {@link Trace} is to say what takes time to find out
 */
public record SuggestRequest(
    String typed,
    int limit,
    @Nullable String version,
    @Nullable String userId,
    @Nullable UserContext user,
    Scope scope,
    @Nullable ClientTurn turn,
    @Nullable Duration deadline,
    boolean explain) {
  public static final int MAX_LIMIT = 16;
  public static final int DEFAULT_LIMIT = 10;

  public SuggestRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1.." + MAX_LIMIT + ")");
    }
  }

  /** A keystroke of somebody of whom nothing is known, answered by the default version. */
  public static SuggestRequest of(String typed, int limit) {
    return new SuggestRequest(typed, limit, null, null, null, Scope.ANYWHERE, null, null, false);
  }

  /** A keystroke of a user who came with the request, answered by the default version. */
  public static SuggestRequest of(String typed, int limit, UserContext user) {
    return new SuggestRequest(typed, limit, null, null, user, Scope.ANYWHERE, null, null, false);
  }

  /** The same, answered by a version of the caller's choice. */
  public SuggestRequest pinnedTo(@Nullable String name) {
    return new SuggestRequest(typed, limit, name, userId, user, scope, turn, deadline, explain);
  }

  /** The same, of a user whose history and profile the service may know. */
  public SuggestRequest by(@Nullable String id) {
    return new SuggestRequest(typed, limit, version, id, user, scope, turn, deadline, explain);
  }

  /** The same, with a deadline that is as short as the shorter one. */
  public SuggestRequest within(@Nullable Duration other) {
    boolean shorter = other != null && (deadline == null || other.compareTo(deadline) < 0);
    return new SuggestRequest(
        typed, limit, version, userId, user, scope, turn, shorter ? other : deadline, explain);
  }

  /** The same, whose answer says how it was made, or does not. */
  public SuggestRequest explained(boolean wanted) {
    return new SuggestRequest(typed, limit, version, userId, user, scope, turn, deadline, wanted);
  }

  /** Whether anything about a user goes into the answer. */
  public boolean isPersonal() {
    return userId != null || user != null;
  }
}
