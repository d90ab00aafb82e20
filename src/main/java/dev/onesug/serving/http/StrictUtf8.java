package dev.onesug.serving.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 and repairs nothing. */
final class StrictUtf8 {
  static final String RULE = "valid UTF-8";

  private StrictUtf8() {}

  /**
   * Decodes bytes.
   *
   * @throws InvalidInputException if they are not UTF-8
   */
  static String decode(String field, ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(field, shown(bytes), RULE);
    }
  }

  /** ASCII as it is, every other byte as {@code %XX}. */
  private static String shown(ByteBuffer bytes) {
    StringBuilder text = new StringBuilder();
    for (ByteBuffer rest = bytes.duplicate(); rest.hasRemaining() && text.length() < 80; ) {
      byte b = rest.get();
      text.append(b >= 0x20 && b < 0x7F ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    return text.toString();
  }
}
