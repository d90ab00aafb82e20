package dev.onesug.model.seq2seq;

import dev.onesug.model.text.History;

/**
 * What is known of the user at the moment of a keystroke.
 *
 * @param history what they searched before
 * @param profile short text fields
 */
public record UserContext(History history, Profile profile) {
  /** Nobody in particular. */
  public static final UserContext ANONYMOUS = new UserContext(History.NONE, Profile.UNKNOWN);
}
