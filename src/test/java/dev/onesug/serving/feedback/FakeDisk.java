package dev.onesug.serving.feedback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Segments in memory, on a disk that can be full, slow, or not sure of what it holds. */
final class FakeDisk implements SegmentFolder.Opener {
  final List<FakeSegment> segments = new ArrayList<>();
  volatile boolean full;
  volatile boolean unsure;
  volatile CountDownLatch gate = new CountDownLatch(0);

  @Override
  public synchronized Segment create(Path file) {
    FakeSegment segment = new FakeSegment();
    segments.add(segment);
    return segment;
  }

  synchronized List<String> texts() {
    return segments.stream().map(FakeSegment::text).toList();
  }

  final class FakeSegment implements Segment {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    volatile int forced;
    volatile boolean closed;

    @Override
    public void append(ByteBuffer lines) throws IOException {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (full) {
        throw new IOException("No space left on device");
      }
      byte[] copy = new byte[lines.remaining()];
      lines.get(copy);
      bytes.writeBytes(copy);
    }

    @Override
    public void force() throws IOException {
      if (unsure) {
        throw new IOException("Input/output error");
      }
      forced = bytes.size();
    }

    @Override
    public long length() {
      return bytes.size();
    }

    @Override
    public void close() {
      closed = true;
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
