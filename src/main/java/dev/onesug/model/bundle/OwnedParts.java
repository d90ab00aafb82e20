package dev.onesug.model.bundle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Parts with native memory, closed together, the last one first. */
final class OwnedParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private volatile boolean closed;

  <T extends AutoCloseable> T own(T part) {
    parts.push(part);
    return part;
  }

  /**
   * To be called before a part is used: what it reads may be gone, and reading it all the same
   * would take the process down. Who uses a part while another closes it is not noticed.
   *
   * @throws IllegalStateException if the parts are closed
   */
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model version is closed");
    }
  }

  /** Closes every part, whatever another one throws. */
  @Override
  public void close() {
    closed = true;
    IllegalStateException failure = null;
    while (!parts.isEmpty()) {
      failure = close(parts.pop(), failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable IllegalStateException close(
      AutoCloseable part, @Nullable IllegalStateException earlier) {
    try {
      part.close();
      return earlier;
    } catch (Exception e) {
      IllegalStateException failure =
          earlier == null ? new IllegalStateException("a part does not close", e) : earlier;
      if (earlier != null) {
        failure.addSuppressed(e);
      }
      return failure;
    }
  }
}
