package dev.onesug.serving.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file is as it was or as it shall be, whoever reads it and whenever the power goes. */
public final class FileReplacement {
  private static final Logger LOG = LoggerFactory.getLogger(FileReplacement.class);

  private FileReplacement() {}

  /**
   * Writes a hidden file beside it, forces it to the disk and moves it into its place.
   *
   * @throws IOException if it could not be written; it is as it was, then
   */
  public static void write(Path file, byte[] content) throws IOException {
    // Its own name: replicas may share the folder.
    Path whole = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      write(whole, ByteBuffer.wrap(content));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
    forceFolder(file);
  }

  private static void write(Path file, ByteBuffer content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
  }

  /** The folder has the file's new name. */
  private static void forceFolder(Path file) {
    Path folder = file.resolveSibling(".");
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("{} is in its place; its folder cannot be forced to the disk", file, e);
    }
  }
}
