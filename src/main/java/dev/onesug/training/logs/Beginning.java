package dev.onesug.training.logs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream; behind them it is at its end. */
final class Beginning extends FilterInputStream {
  private long left;

  Beginning(InputStream whole, long bytes) {
    super(whole);
    left = bytes;
  }

  @Override
  public int read() throws IOException {
    int next = left > 0 ? super.read() : -1;
    left -= next < 0 ? 0 : 1;
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = left > 0 ? super.read(buffer, offset, (int) Math.min(length, left)) : -1;
    left -= Math.max(read, 0);
    return read;
  }

  /** Without a mark, which would have to bring {@code left} back as well. */
  @Override
  public boolean markSupported() {
    return false;
  }
}
