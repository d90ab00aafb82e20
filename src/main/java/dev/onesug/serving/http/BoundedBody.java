package dev.onesug.serving.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Reads a body and stops where it grows too long, or comes too slowly. */
final class BoundedBody {
  static final int MAX_BYTES = 64 * 1024;
  static final Duration MAX_TIME = Duration.ofSeconds(5);
  private static final int PART_BYTES = 8 * 1024;

  /** The body is longer than {@link #MAX_BYTES}. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String size;

    TooLargeException(String size) {
      super("body: " + size, null, false, false);
      this.size = size;
    }

    String size() {
      return size;
    }
  }

  /** The body took longer than {@link #MAX_TIME}, and held a thread all the while. */
  static final class TooSlowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooSlowException() {
      super("body: not here after " + MAX_TIME, null, false, false);
    }
  }

  private BoundedBody() {}

  static byte[] read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw new TooLargeException(request.getContentLengthLong() + " bytes");
    }
    return read(request.getInputStream(), System::nanoTime);
  }

  static byte[] read(InputStream in, LongSupplier nanoClock) throws IOException {
    long start = nanoClock.getAsLong();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[PART_BYTES];
    for (int n = in.read(part); n >= 0; n = in.read(part)) {
      body.write(part, 0, n);
      if (body.size() > MAX_BYTES) {
        throw new TooLargeException("over " + MAX_BYTES + " bytes");
      }
      // A read alone may wait as long as server.tomcat.connection-timeout.
      if (nanoClock.getAsLong() - start > MAX_TIME.toNanos()) {
        throw new TooSlowException();
      }
    }
    return body.toByteArray();
  }
}
