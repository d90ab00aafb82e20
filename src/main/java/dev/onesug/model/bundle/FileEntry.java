package dev.onesug.model.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How one file of a version is recognised.
 *
 * @param bytes its size
 * @param sha256 in lower-case hexadecimal digits
 */
public record FileEntry(long bytes, String sha256) {
  private static final int BLOCK = 1 << 16;

  static FileEntry of(Path file) throws IOException {
    return new FileEntry(Files.size(file), checksum(file, Pace.FULL));
  }

  /**
   * Reads the file.
   *
   * @throws BundleException if the file is missing or is not this one
   */
  void verify(Path file, Pace pace) throws IOException {
    try {
      long size = Files.size(file);
      if (size != bytes) {
        throw new BundleException(
            file, "%d bytes (expected: %d); the file is cut or altered".formatted(size, bytes));
      }
      String found = checksum(file, pace);
      if (!found.equals(sha256)) {
        throw new BundleException(
            file, "SHA-256 %s (expected: %s); the file is altered".formatted(found, sha256));
      }
    } catch (NoSuchFileException e) {
      throw new BundleException(
          file, "absent (expected: %d bytes, SHA-256 %s)".formatted(bytes, sha256), e);
    }
  }

  private static String checksum(Path file, Pace pace) throws IOException {
    MessageDigest digest = sha256Digest();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
        pace.step();
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
