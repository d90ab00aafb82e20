package dev.onesug.serving.suggest;

/** The model did not answer; popular completions have to. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1;
  private final Degradation reason;

  NoAnswerException(Degradation reason) {
    super(reason.label(), null, false, false);
    this.reason = reason;
  }

  Degradation reason() {
    return reason;
  }
}
