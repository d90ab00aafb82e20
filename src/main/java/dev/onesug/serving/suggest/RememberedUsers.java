package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.serving.context.UserContextStore;

/** Who asks: what a request says of its user, and what is remembered of them. */
final class RememberedUsers {
  private final UserContextStore store;

  RememberedUsers(UserContextStore store) {
    this.store = store;
  }

  /** What comes along is newer than what is remembered, and is remembered in its place. */
  UserContext of(SuggestRequest request) {
    UserContext came = request.user();
    String userId = request.userId();
    if (userId == null) {
      return came == null ? UserContext.ANONYMOUS : came;
    }
    return came == null ? store.find(userId) : remembered(userId, came);
  }

  /**
   * Who brings only a history keeps their profile, and the other way round. Only what came is
   * stored: a store that could not be asked knows more than it said.
   */
  private UserContext remembered(String userId, UserContext came) {
    History history = came.history().queries().isEmpty() ? null : came.history();
    Profile profile = came.profile().equals(Profile.UNKNOWN) ? null : came.profile();
    UserContext known =
        history == null || profile == null ? store.find(userId) : UserContext.ANONYMOUS;
    if (history != null || profile != null) {
      store.remember(userId, history, profile);
    }
    return new UserContext(
        history == null ? known.history() : history, profile == null ? known.profile() : profile);
  }
}
