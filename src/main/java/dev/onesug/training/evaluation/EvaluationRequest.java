package dev.onesug.training.evaluation;

import dev.onesug.model.seq2seq.UserContext;

/**
 * What a suggester is told: exactly what it would know while serving.
 *
 * @param prefix typed text in normal form; not empty
 * @param user earlier queries and profile of whoever types
 */
public record EvaluationRequest(String prefix, UserContext user) {

  public EvaluationRequest {
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException("prefix: empty (expected: at least one character)");
    }
  }

  /** A request of which only the prefix is known. */
  public static EvaluationRequest anonymous(String prefix) {
    return new EvaluationRequest(prefix, UserContext.ANONYMOUS);
  }
}
