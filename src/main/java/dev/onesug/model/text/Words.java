package dev.onesug.model.text;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The words of a text in normal form: what stands between blanks. Chinese and Japanese put no
 * blanks between words; there every two neighbouring characters are taken as a word, as search
 * engines have it that know no dictionary of the language (Lucene's {@code CJKBigramFilter}).
 */
public final class Words {
  /** Nothing before the radicals of Chinese is written without blanks. */
  private static final int FIRST_UNSPACED = 0x2E80;

  /** Lengthens a vowel of Japanese; no script claims it. */
  private static final int PROLONGED_SOUND_MARK = 0x30FC;

  private Words() {}

  /** The different words, in their order. */
  public static Set<String> of(String text) {
    Set<String> words = new LinkedHashSet<>();
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || text.charAt(at) == ' ') {
        addAll(text.substring(start, at), words);
        start = at + 1;
      }
    }
    return words;
  }

  /** The words of what stands between two blanks. */
  private static void addAll(String run, Set<String> words) {
    int start = 0;
    int at = 0;
    while (at < run.length()) {
      boolean unspaced = isUnspaced(run.codePointAt(at));
      while (at < run.length() && isUnspaced(run.codePointAt(at)) == unspaced) {
        at = run.offsetByCodePoints(at, 1);
      }
      if (unspaced) {
        addPairs(run.substring(start, at), words);
      } else {
        words.add(run.substring(start, at));
      }
      start = at;
    }
  }

  private static void addPairs(String run, Set<String> words) {
    int length = run.codePointCount(0, run.length());
    if (length == 1) {
      words.add(run);
    }
    for (int pair = 0; pair + 1 < length; pair++) {
      int from = run.offsetByCodePoints(0, pair);
      words.add(run.substring(from, run.offsetByCodePoints(from, 2)));
    }
  }

  /** The words of a typed text that do not grow any more. */
  public static Set<String> complete(String typed) {
    int cut = startOfCut(typed);
    boolean endsAPair =
        0 < cut
            && cut < typed.length()
            && isUnspaced(typed.codePointBefore(cut))
            && isUnspaced(typed.codePointAt(cut));
    return of(endsAPair ? typed : typed.substring(0, cut));
  }

  /**
   * The last word of a typed text if it may still grow, else empty. In a script without blanks that
   * is the last character, which may begin another pair.
   */
  public static String cut(String typed) {
    return typed.substring(startOfCut(typed));
  }

  private static int startOfCut(String typed) {
    int at = typed.length();
    if (at > 0 && isUnspaced(typed.codePointBefore(at))) {
      return typed.offsetByCodePoints(at, -1);
    }
    while (at > 0 && typed.charAt(at - 1) != ' ' && !isUnspaced(typed.codePointBefore(at))) {
      at = typed.offsetByCodePoints(at, -1);
    }
    return at;
  }

  /** Where words begin behind the first one. */
  public static IntStream laterStarts(String text) {
    return IntStream.range(1, text.length()).filter(at -> isStart(text, at));
  }

  private static boolean isStart(String text, int at) {
    char before = text.charAt(at - 1);
    if (before == ' ') {
      return true;
    }
    return text.charAt(at) != ' '
        && !Character.isLowSurrogate(text.charAt(at))
        && (isUnspaced(text.codePointAt(at)) || isUnspaced(text.codePointBefore(at)));
  }

  /** Whether a character belongs to a script that puts no blanks between words. */
  public static boolean isUnspaced(int codePoint) {
    if (codePoint < FIRST_UNSPACED) {
      return false;
    }
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default -> codePoint == PROLONGED_SOUND_MARK;
    };
  }
}
