package dev.onesug.serving.context;

import dev.onesug.model.seq2seq.UserContext;
import java.time.Instant;

/** Finds the history and profile of users. Many threads ask at the same time. */
public interface UserContextStore {
  /** Nobody is known. */
  UserContextStore NONE =
      new UserContextStore() {
        @Override
        public UserContext find(String userId) {
          return UserContext.ANONYMOUS;
        }

        @Override
        public void remember(String userId, UserContext context) {}

        @Override
        public void searched(String userId, String query, Instant when) {}
      };

  /** What is known of a user; {@link UserContext#ANONYMOUS} where nothing is. */
  UserContext find(String userId);

  /** Replaces what is known of a user. */
  void remember(String userId, UserContext context);

  /**
   * Puts a query at the head of a user's history.
   *
   * @param query in normal form
   */
  void searched(String userId, String query, Instant when);
}
