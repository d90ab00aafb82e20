package dev.onesug.training.logs;

/** More lines of a log did not parse than the configured limit allows. */
public final class MalformedLogException extends RuntimeException {
  MalformedLogException(String message) {
    super(message);
  }
}
