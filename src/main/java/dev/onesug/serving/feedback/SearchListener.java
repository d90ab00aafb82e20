package dev.onesug.serving.feedback;

import dev.onesug.model.feedback.FeedbackEvent;

/** Learns of each accepted search once. */
@FunctionalInterface
public interface SearchListener {

  /**
   * Takes note of a search. It is called by one thread at a time, and what it throws harms nobody.
   */
  void searched(FeedbackEvent search);
}
