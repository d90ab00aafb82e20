package dev.onesug.training.evaluation.completion;

import java.util.Comparator;

/**
 * A query that the typed text may become.
 *
 * @param text in normal form
 * @param logProbability of the whole query, before anything is typed; among the completions of one
 *     text that orders them as the probability given the text does
 */
record Completion(String text, double logProbability) {

  /** Best first; equal ones in text order. */
  static final Comparator<Completion> BEST_FIRST =
      Comparator.comparingDouble(Completion::logProbability)
          .reversed()
          .thenComparing(Completion::text);
}
