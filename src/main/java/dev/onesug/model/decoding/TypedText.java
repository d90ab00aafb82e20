package dev.onesug.model.decoding;

import dev.onesug.model.text.TokenText;

/**
 * Compares tokens with typed text, as text: "sho" is continued by one token of "shoes" and by two
 * of "shower".
 */
final class TypedText {
  private TypedText() {}

  /**
   * How many characters of the typed text the first tokens of a path spell.
   *
   * @return all of them where the path spells at least the typed text; -1 where it spells something
   *     else
   */
  static int matched(String typed, TokenText text, TokenPath path, int tokens) {
    int matched = 0;
    for (int i = 0; i < tokens && matched < typed.length(); i++) {
      String added = text.textOf(path.token(i));
      // At the very start the blank in front of a word does not count.
      int skipped = matched == 0 && added.startsWith(" ") ? 1 : 0;
      int compared = Math.min(added.length() - skipped, typed.length() - matched);
      if (!typed.regionMatches(matched, added, skipped, compared)) {
        return -1;
      }
      matched += compared;
    }
    return matched;
  }
}
