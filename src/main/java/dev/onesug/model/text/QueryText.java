package dev.onesug.model.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The normal form of a query: compatibility-composed (NFKC), lower case, without control and format
 * characters, words separated by one blank. Logs, index, training and serving all see this form and
 * no other.
 */
public final class QueryText {
  /** The longest text that is accepted, in code points. */
  public static final int MAX_CODE_POINTS = 128;

  private QueryText() {}

  /**
   * Brings any text to the normal form.
   *
   * @return the normal form; empty if nothing printable is left
   */
  public static String normalise(String raw) {
    return words(raw).strip();
  }

  /**
   * As {@link #normalise}, but a blank typed at the end stays: it says that the last word is
   * complete.
   */
  static String normalisePrefix(String raw) {
    return words(raw).stripLeading();
  }

  private static String words(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    Normalizer.normalize(raw, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(codePoint -> append(text, codePoint));
    return text.toString();
  }

  private static void append(StringBuilder text, int codePoint) {
    if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
      if (text.length() == 0 || text.charAt(text.length() - 1) != ' ') {
        text.append(' ');
      }
    } else if (!isInvisible(codePoint)) {
      text.appendCodePoint(codePoint);
    }
  }

  /**
   * Zero-width joiners are format characters too, but emoji and Indic scripts are written with
   * them.
   */
  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
          true;
      case Character.FORMAT -> codePoint != 0x200D && codePoint != 0x200C;
      default -> false;
    };
  }
}
