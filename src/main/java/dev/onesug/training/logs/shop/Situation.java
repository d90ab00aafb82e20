package dev.onesug.training.logs.shop;

import java.util.List;
import java.util.Set;

/**
 * In what state a person is before a wish comes to their mind: all that its distribution depends
 * on.
 *
 * @param shopper who; of this only what never changes is read
 * @param history earlier wishes, newest first
 * @param previous the wish before in this session, {@link #NONE} at its start
 * @param had wishes of this session
 * @param careful whether the previous wish was mistyped and is typed again, with care
 */
record Situation(
    Shopper shopper, List<Integer> history, int previous, Set<Integer> had, boolean careful) {
  static final int NONE = -1;

  /** The start of a session. */
  static Situation start(Shopper shopper) {
    return new Situation(shopper, shopper.history(), NONE, Set.of(), false);
  }

  static Situation after(Shopper shopper, int previous, Set<Integer> had, boolean careful) {
    return new Situation(shopper, shopper.history(), previous, Set.copyOf(had), careful);
  }
}
