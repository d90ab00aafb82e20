package dev.onesug.serving.versions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Where a user stands between 0 and 1: evenly spread, the same in every replica and for ever. */
final class Bucket {
  /** Others who split by the hash of the same id shall not pick the same users. */
  private static final String SALT = "onesug split ";

  private Bucket() {}

  /** A number from 0 to below 1. */
  static double of(String userId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((SALT + userId).getBytes(StandardCharsets.UTF_8));
      return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
