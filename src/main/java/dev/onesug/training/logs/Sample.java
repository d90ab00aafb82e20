package dev.onesug.training.logs;

import dev.onesug.model.seq2seq.Profile;
import java.util.List;

/**
 * One thing to learn: under this prefix, this user wanted this query. One line of a samples file.
 *
 * @param prefix normal form of a cut of the typed text; ends in a blank where the cut falls behind
 *     a word
 * @param target normal form of the query that was searched
 * @param level how far the user went with it
 * @param history the user's earlier distinct queries, newest first, at most {@link #MAX_HISTORY}
 * @param profile what the shop knows of the user
 * @param instantMillis when it was searched, since the epoch
 * @param shown what the box showed at the last keystroke, first position first; holds the target if
 *     the user chose it there
 * @param ctr smoothed share of impressions under the last keystroke's prefix that were chosen; from
 *     the training window only
 */
public record Sample(
    String prefix,
    String target,
    BehaviourLevel level,
    List<String> history,
    Profile profile,
    long instantMillis,
    List<String> shown,
    float ctr) {
  /** The most earlier queries that a sample carries. */
  public static final int MAX_HISTORY = 10;

  public Sample {
    // Empty lists are left out of a line.
    history = history == null ? List.of() : List.copyOf(history);
    shown = shown == null ? List.of() : List.copyOf(shown);
  }
}
