package dev.onesug.serving.feedback;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.serving.context.UserContextStore;

/**
 * Lets a user's history follow their searches. A suggestion that was chosen counts when the search
 * for it comes, so that it counts once. Browsers without a user have no history here: it is found
 * by the user alone.
 */
public final class UserSearches implements SearchListener {
  private final UserContextStore users;

  public UserSearches(UserContextStore users) {
    this.users = users;
  }

  @Override
  public void searched(FeedbackEvent search) {
    String userId = search.actor().userId();
    if (userId != null) {
      users.searched(userId, search.query(), search.timestamp());
    }
  }
}
