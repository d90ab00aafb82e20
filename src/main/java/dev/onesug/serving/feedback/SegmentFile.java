package dev.onesug.serving.feedback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A segment on disk. */
final class SegmentFile implements Segment {
  private final FileChannel channel;
  private long length;

  private SegmentFile(FileChannel channel) {
    this.channel = channel;
  }

  static SegmentFile create(Path file) throws IOException {
    return new SegmentFile(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  @Override
  public void append(ByteBuffer lines) throws IOException {
    try {
      while (lines.hasRemaining()) {
        channel.write(lines);
      }
      length = channel.position();
    } catch (IOException e) {
      cutBack(e);
      throw e;
    }
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A full disk may have taken half a line; readers skip it where it cannot be taken back. */
  private void cutBack(IOException cause) {
    try {
      channel.truncate(length);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
