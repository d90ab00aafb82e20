package dev.onesug.serving.doors;

import org.jspecify.annotations.Nullable;

/**
 * Whose request it is, as far as that is believed.
 *
 * @param userId whose history may be read and written; null for nobody's
 * @param distrust why the user that the request named is ignored; null where none is
 */
public record Caller(@Nullable String userId, @Nullable Distrust distrust) {
  /** A header of answers, for developers: that a user was ignored, and why. */
  public static final String HEADER = "X-Onesug-User";

  static final Caller NOBODY = new Caller(null, null);

  /** The value of {@link #HEADER}; null where nothing is to be said. */
  public @Nullable String remark() {
    return distrust == null ? null : "ignored; reason=" + distrust.label();
  }
}
