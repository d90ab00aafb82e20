package dev.onesug.serving.feedback;

/** When what was written is forced to the disk. */
public enum Fsync {
  /** Before an event is acknowledged; what waits at the same time is forced together. */
  ALWAYS,
  /** Some time later: a power cut may cost the events of that time, the end of the process none. */
  INTERVAL,
  /** When the operating system likes. */
  NEVER
}
