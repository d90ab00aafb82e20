package dev.onesug.serving.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may speak for the user whom it names. */
@FunctionalInterface
public interface UserClaim {
  /** Whoever asks is believed. */
  UserClaim BELIEVED = (request, claimed) -> claimed;

  /**
   * The user whom a request speaks for.
   *
   * @param claimed whom it names
   * @return null where the claim does not count; what was sent counts without a user then
   */
  @Nullable String userOf(HttpServletRequest request, String claimed);
}
