package dev.onesug.serving.http;

/** Input that is refused: which field, what it was, and the rule that it breaks. */
final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String field;
  private final String value;
  private final String rule;

  InvalidInputException(String field, String value, String rule) {
    super(field + ": " + Printable.of(value) + " (expected: " + rule + ")", null, false, false);
    this.field = field;
    this.value = Printable.of(value);
    this.rule = rule;
  }

  String field() {
    return field;
  }

  /** The refused value, shortened and escaped. */
  String value() {
    return value;
  }

  String rule() {
    return rule;
  }
}
