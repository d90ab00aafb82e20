package dev.onesug.training.logs;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import java.util.List;

/**
 * One thing to learn: under this prefix, this user wanted this query. One line of a samples file.
 *
 * @param prefix normal form of a cut of the typed text; ends in a blank where the cut falls behind
 *     a word
 * @param target normal form of the query that was searched
 * @param level how far the user went with it
 * @param history the user's earlier distinct queries, newest first, at most {@link #MAX_HISTORY}
 * @param inSession how many of the history, the newest, belong to the session of the search
 * @param profile what the shop knows of the user
 * @param instantMillis when it was searched, since the epoch
 * @param shown what the box showed at the last keystroke, first position first; holds the target if
 *     the user chose it there
 * @param recalled what was recalled for the last keystroke, ranked too low to be shown
 * @param rates how readily the target and what was shown were chosen under the last keystroke's
 *     prefix; from the training window only
 */
public record Sample(
    String prefix,
    String target,
    BehaviourLevel level,
    List<String> history,
    int inSession,
    Profile profile,
    long instantMillis,
    List<String> shown,
    List<String> recalled,
    Rates rates) {
  /** The most earlier queries that a sample carries. */
  public static final int MAX_HISTORY = History.MAX_QUERIES;

  /**
   * @throws IllegalArgumentException if more queries are of the session than there are
   */
  public Sample {
    // Empty lists are left out of a line.
    history = history == null ? List.of() : List.copyOf(history);
    shown = shown == null ? List.of() : List.copyOf(shown);
    recalled = recalled == null ? List.of() : List.copyOf(recalled);
    rates = rates == null ? Rates.UNKNOWN : rates;
    if (inSession < 0 || inSession > history.size()) {
      throw new IllegalArgumentException(
          "inSession: " + inSession + " (expected: 0.." + history.size() + ", the history)");
    }
  }

  /** What was known of the user before the search. */
  public UserContext user() {
    return new UserContext(new History(history, inSession), profile);
  }

  /**
   * Click-through rates where suggestions are looked at, smoothed; 0..1.
   *
   * @param target of the target; the mean, if it was never shown there
   * @param mean over what was shown under the prefix
   * @param shown of each suggestion that the sample shows; empty where nothing is known
   */
  public record Rates(float target, float mean, List<Float> shown) {
    public static final Rates UNKNOWN = new Rates(0, 0, List.of());

    public Rates {
      shown = shown == null ? List.of() : List.copyOf(shown);
    }

    /** How far the target is chosen more readily than the mean. */
    public float ofTarget() {
      return target - mean;
    }

    /**
     * How far a shown suggestion is chosen more readily than the mean; 0 where nothing is known.
     *
     * @param position in the sample's list, from 0
     */
    public float ofShown(int position) {
      return position < shown.size() ? shown.get(position) - mean : 0;
    }
  }
}
