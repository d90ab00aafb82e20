package dev.onesug.serving.http;

/** What a client sent, made fit for problem documents and log lines. */
final class Printable {
  private static final int MAX_CODE_POINTS = 64;

  private Printable() {}

  /**
   * The text's first 64 code points; characters that would not show, or would disturb what stands
   * around them, are written as {@code \}{@code u}XXXX.
   */
  static String of(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().limit(MAX_CODE_POINTS).forEach(c -> append(printable, c));
    if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
      printable.append('…');
    }
    return printable.toString();
  }

  private static void append(StringBuilder printable, int codePoint) {
    if (isPlain(codePoint)) {
      printable.appendCodePoint(codePoint);
    } else if (codePoint > 0xFFFF) {
      printable.append(String.format("\\u{%X}", codePoint));
    } else {
      printable.append(String.format("\\u%04X", codePoint));
    }
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
