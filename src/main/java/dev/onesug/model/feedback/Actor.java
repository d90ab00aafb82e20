package dev.onesug.model.feedback;

import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param clientId the browser or the app
 * @param sessionId one sitting, where the front-end counts them
 * @param userId the shop's user, where one is signed in
 */
public record Actor(String clientId, @Nullable String sessionId, @Nullable String userId) {

  /** A browser of which no more is known. */
  public static Actor ofClient(String clientId) {
    return new Actor(clientId, null, null);
  }
}
