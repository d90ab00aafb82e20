package dev.onesug.model.seq2seq;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * What is known of the user at the moment of a keystroke.
 *
 * @param history earlier queries in normal form, the most recent first; one that comes again is
 *     left out
 * @param profile short text fields
 */
public record UserContext(List<String> history, Profile profile) {
  /** Nobody in particular. */
  public static final UserContext ANONYMOUS = new UserContext(List.of(), Profile.UNKNOWN);

  public UserContext {
    // A query that was searched again stands where it was searched last.
    history = List.copyOf(new LinkedHashSet<>(history));
  }
}
