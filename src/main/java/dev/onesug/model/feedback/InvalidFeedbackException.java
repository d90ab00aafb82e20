package dev.onesug.model.feedback;

/** An event that is refused: which field, what it was, and the rule that it breaks. */
public final class InvalidFeedbackException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN_CHARACTERS = 64;

  private final String field;
  private final String value;
  private final String rule;

  InvalidFeedbackException(String field, String value, String rule) {
    super(field + ": " + shortened(value) + " (expected: " + rule + ")", null, false, false);
    this.field = field;
    this.value = value;
    this.rule = rule;
  }

  /** The member, with the names of those around it: {@code event_attributes.shown[2]}. */
  public String field() {
    return field;
  }

  /** The refused value as it came; empty where it is missing. */
  public String value() {
    return value;
  }

  /** What would have been accepted. */
  public String rule() {
    return rule;
  }

  private static String shortened(String value) {
    return value.length() <= SHOWN_CHARACTERS ? value : value.substring(0, SHOWN_CHARACTERS) + "…";
  }
}
