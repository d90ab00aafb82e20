package dev.onesug.serving.doors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The tokens of those who may change the service; several while one takes another's place. */
public final class AdminTokens {
  public static final int MIN_LENGTH = 32;

  private final List<byte[]> digests = new ArrayList<>();

  /**
   * Keeps the tokens' digests.
   *
   * @throws IllegalArgumentException if one is shorter than {@link #MIN_LENGTH}; its text is not in
   *     the message
   */
  public AdminTokens(List<String> tokens) {
    for (String token : tokens) {
      if (token.length() < MIN_LENGTH) {
        throw new IllegalArgumentException(
            "onesug.admin.token: a token of %d characters (expected: at least %d)"
                .formatted(token.length(), MIN_LENGTH));
      }
      digests.add(digest(token));
    }
  }

  public boolean isEmpty() {
    return digests.isEmpty();
  }

  /** Compares with every token, in a time that says nothing about any. */
  public boolean accept(String presented) {
    byte[] digest = digest(presented);
    boolean accepted = false;
    for (byte[] known : digests) {
      accepted |= MessageDigest.isEqual(known, digest);
    }
    return accepted;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
