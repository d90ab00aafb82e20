package dev.onesug.serving.doors;

/** A user token that proves nothing. */
final class UntrustedTokenException extends Exception {
  private static final long serialVersionUID = 1;

  private final Distrust reason;

  UntrustedTokenException(Distrust reason) {
    super(reason.label(), null, false, false);
    this.reason = reason;
  }

  Distrust reason() {
    return reason;
  }
}
