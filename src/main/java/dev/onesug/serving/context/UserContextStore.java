package dev.onesug.serving.context;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the history and profile of users. Many threads ask at the same time. A user is forgotten
 * some time after they were last told of: retention is one setting, whichever store it is.
 */
public interface UserContextStore {
  /** Nobody is known. */
  UserContextStore NONE =
      new UserContextStore() {
        @Override
        public UserContext find(String userId) {
          return UserContext.ANONYMOUS;
        }

        @Override
        public void remember(String userId, @Nullable History history, @Nullable Profile profile) {}

        @Override
        public void searched(String userId, String query, Instant when) {}

        @Override
        public void erase(String userId) {}
      };

  /**
   * What is known of a user; {@link UserContext#ANONYMOUS} where nothing is, or where the store
   * cannot be asked.
   */
  UserContext find(String userId);

  /**
   * Replaces the part of a user that came, at once for all who ask; the other stays, with its
   * times. A profile that comes alone is no search: it does not keep a history for longer. A store
   * that cannot be reached drops what came.
   *
   * @param history of which the newest {@link History#MAX_QUERIES} queries are kept, as of now;
   *     null where none came
   * @param profile null where none came
   */
  void remember(String userId, @Nullable History history, @Nullable Profile profile);

  /**
   * Adds a search to the history. Searches may come late, twice, or in any order: the instant
   * counts. A store that cannot be reached drops it.
   *
   * @param query as it was sent; without anything printable, or longer than a query may be, it is
   *     left out
   * @param when in the future: now; longer ago than users are remembered: left out
   */
  void searched(String userId, String query, Instant when);

  /**
   * Forgets a user at once; nothing happens where the user is unknown.
   *
   * @throws UserStoreException if the store could not be reached: the user may still be there
   */
  void erase(String userId);
}
