package dev.onesug.training.pipeline;

/** A recipe that cannot be followed; the message says where and why. */
final class RecipeException extends RuntimeException {
  RecipeException(String message) {
    super(message);
  }
}
