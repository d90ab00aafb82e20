package dev.onesug.serving.suggest;

import org.jspecify.annotations.Nullable;

/**
 * A fault as the log may show it: its type, its causes and where it happened, without messages,
 * which may quote what a user typed.
 */
public final class WordlessFault extends Exception {
  private static final long serialVersionUID = 1;

  /** Causes that are followed; a chain may be a ring. */
  private static final int MAX_CAUSES = 8;

  private WordlessFault(Throwable fault, @Nullable Throwable cause) {
    super(fault.getClass().getName(), cause);
    setStackTrace(fault.getStackTrace());
  }

  public static WordlessFault of(Throwable fault) {
    return of(fault, MAX_CAUSES);
  }

  private static WordlessFault of(Throwable fault, int causes) {
    Throwable cause = fault.getCause();
    return new WordlessFault(fault, cause == null || causes == 0 ? null : of(cause, causes - 1));
  }
}
