package dev.onesug.serving.feedback;

import dev.onesug.model.feedback.FeedbackEvent;

/** Learns of each accepted search once. */
@FunctionalInterface
public interface SearchListener {

  /**
   * Takes note of a search. The thread that writes the events calls it, and threads of requests may
   * do so at the same time: it must be quick. What it throws harms nobody.
   */
  void searched(FeedbackEvent search);
}
