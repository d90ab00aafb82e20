package dev.onesug.training.evaluation;

/**
 * One held-out search: a question whose answer is known.
 *
 * @param target the query that the user went on to search, in normal form
 * @param outcome how far the search led
 */
public record Trial(EvaluationRequest request, String target, Outcome outcome) {

  /** How far a held-out search led. */
  public enum Outcome {
    /** The query was searched; no item was clicked. */
    SEARCHED,
    /** An item was clicked. */
    CLICKED,
    /** Something was ordered. */
    ORDERED
  }

  /** Whether the target begins with the typed letters. */
  boolean continuesPrefix() {
    return target.startsWith(request.prefix());
  }

  boolean hasHistory() {
    return !request.user().history().isEmpty();
  }

  /** Length of the typed text in code points. */
  int prefixLength() {
    return request.prefix().codePointCount(0, request.prefix().length());
  }
}
