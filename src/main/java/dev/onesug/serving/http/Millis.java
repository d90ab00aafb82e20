package dev.onesug.serving.http;

/** Nanoseconds as people read them. */
final class Millis {
  private Millis() {}

  /** Milliseconds with three decimals. */
  static double of(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
