package dev.onesug.model.decoding;

/**
 * Compares tokens with typed text, as text: "sho" is continued by one token of "shoes" and by two
 * of "shower".
 */
final class TypedText {
  private TypedText() {}

  /**
   * How many characters of the typed text are spelled after one more token.
   *
   * @param matched characters spelled before it
   * @param added what the token adds; at the very start its blank in front does not count
   * @return at most the typed length; -1 if the token spells something else
   */
  static int matched(String typed, int matched, String added) {
    int skipped = matched == 0 && added.startsWith(" ") ? 1 : 0;
    int compared = Math.min(added.length() - skipped, typed.length() - matched);
    return typed.regionMatches(matched, added, skipped, compared) ? matched + compared : -1;
  }
}
