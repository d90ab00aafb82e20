package dev.onesug.training.evaluation.replay;

import java.util.List;

/**
 * A request that is due.
 *
 * @param dueNanos after the start of the replay
 * @param session whose request it is; names client and, where it is known, the user
 * @param seq rises within a session, from 0
 * @param typed the text in the box
 * @param isKnown whether the service knows the user
 * @param history earlier queries that the request brings along, newest first; empty for none
 */
record Keystroke(
    long dueNanos, String session, int seq, String typed, boolean isKnown, List<String> history) {}
