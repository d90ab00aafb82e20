package dev.onesug.serving.versions;

/** No model version is loaded and warm yet, or none could be. */
public final class NotReadyException extends RuntimeException {
  NotReadyException() {
    super("no model version is loaded yet");
  }
}
