package dev.onesug.serving.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file is as it was or as it shall be, whoever reads it and whenever the power goes. */
public final class FileReplacement {
  private FileReplacement() {}

  /**
   * Writes a hidden file beside it, forces it to the disk and moves it into its place.
   *
   * @param file one writer at a time
   * @throws IOException if it could not be written; it is as it was, then
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path whole = file.resolveSibling("." + file.getFileName() + ".partial");
    try {
      force(whole, content);
      move(whole, file);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static void force(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void move(Path whole, Path file) throws IOException {
    try {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
