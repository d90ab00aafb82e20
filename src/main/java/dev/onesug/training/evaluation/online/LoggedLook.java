package dev.onesug.training.evaluation.online;

import java.util.List;

/**
 * One impression of the old suggester and what another would have shown instead.
 *
 * @param clicked position that was chosen, from 0; -1 for none
 * @param counterfactual position of that choice in the other list, from 0; -1 if it is not shown
 *     there, or nothing was chosen
 */
record LoggedLook(int clicked, int counterfactual) {
  /** Stands for no position. */
  static final int NOTHING = -1;

  LoggedLook {
    if (clicked == NOTHING && counterfactual != NOTHING) {
      throw new IllegalArgumentException(
          "counterfactual: %d (expected: -1 where nothing was chosen)".formatted(counterfactual));
    }
  }

  /**
   * Compares two lists for a look.
   *
   * @param clicked position in {@code shown}, or -1
   */
  static LoggedLook of(List<String> shown, int clicked, List<String> other) {
    return new LoggedLook(
        clicked, clicked == NOTHING ? NOTHING : other.indexOf(shown.get(clicked)));
  }

  boolean isClicked() {
    return clicked != NOTHING;
  }
}
