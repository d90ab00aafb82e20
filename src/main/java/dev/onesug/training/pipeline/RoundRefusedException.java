package dev.onesug.training.pipeline;

/**
 * A round of reward-weighted ranking would have made a version that is no better than its parent.
 */
final class RoundRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RoundRefusedException(String reason) {
    super("the round is sent back, nothing is published: " + reason);
  }
}
