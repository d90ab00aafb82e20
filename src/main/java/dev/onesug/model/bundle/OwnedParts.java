package dev.onesug.model.bundle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Parts with native memory, closed together, the last one first. */
final class OwnedParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T own(T part) {
    parts.push(part);
    return part;
  }

  /** Closes every part, whatever another one throws. */
  @Override
  public void close() {
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
