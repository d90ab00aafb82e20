package dev.onesug.serving.rules;

/** A document of rules that is refused as a whole: which part, what it was, what it breaks. */
public final class InvalidRulesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** A value may be half of the document. */
  private static final int MOST_SHOWN = 200;

  private final String field;
  private final String value;
  private final String rule;

  InvalidRulesException(String field, Object value, String rule) {
    super(field + ": " + shortened(value) + " (expected: " + rule + ")");
    this.field = field;
    this.value = shortened(value);
    this.rule = rule;
  }

  private static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
  }

  /** The path of the part, such as {@code rules[3].boost.factor}. */
  public String field() {
    return field;
  }

  public String value() {
    return value;
  }

  /** What would have been accepted. */
  public String rule() {
    return rule;
  }
}
