package dev.onesug.model.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the tokens of a byte-level tokenizer read as. Its tokens are sequences of bytes of UTF-8 and
 * may begin or end inside a character, so a text is spelled by its bytes, one {@code char} each
 * (that is, as Latin-1). A text begins with another exactly if their bytes do. Immutable.
 *
 * <p>In the vocabulary each byte stands as one visible character: itself where it is visible in
 * Latin-1, the blank as {@code Ġ}, and so on from U+0100 (the alphabet of GPT-2).
 */
public final class ByteLevelText implements TokenText {
  private static final int BYTES = 256;

  private final String[] texts;

  public ByteLevelText(QueryTokenizer tokenizer) {
    int[] byteOf = byteOf();
    this.texts =
        IntStream.range(0, tokenizer.size())
            .mapToObj(id -> tokenizer.isAdded(id) ? "" : bytes(tokenizer.token(id), byteOf))
            .toArray(String[]::new);
  }

  /** The byte of each character of the alphabet; -1 for a character outside it. */
  private static int[] byteOf() {
    int[] byteOf = new int[2 * BYTES];
    Arrays.fill(byteOf, -1);
    int next = BYTES;
    for (int value = 0; value < BYTES; value++) {
      byteOf[isVisible(value) ? value : next++] = value;
    }
    return byteOf;
  }

  private static boolean isVisible(int latin1) {
    return (latin1 >= '!' && latin1 <= '~') || (latin1 >= 0xA1 && latin1 <= 0xFF && latin1 != 0xAD);
  }

  private static String bytes(String token, int[] byteOf) {
    StringBuilder bytes = new StringBuilder(token.length());
    for (int i = 0; i < token.length(); i++) {
      char letter = token.charAt(i);
      int value = letter < byteOf.length ? byteOf[letter] : -1;
      if (value < 0) {
        // No text becomes this token.
        return "";
      }
      bytes.append((char) value);
    }
    return bytes.toString();
  }

  @Override
  public String textOf(int token) {
    return texts[token];
  }

  @Override
  public String spelled(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
