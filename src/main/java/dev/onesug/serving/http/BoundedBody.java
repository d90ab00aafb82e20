package dev.onesug.serving.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads a body and stops where it grows too long. */
final class BoundedBody {
  static final int MAX_BYTES = 64 * 1024;

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

  private BoundedBody() {}

  static byte[] read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw new TooLargeException(request.getContentLengthLong() + " bytes");
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw new TooLargeException("over " + MAX_BYTES + " bytes");
    }
    return body;
  }
}
