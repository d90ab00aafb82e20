package dev.onesug.model.related;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The texts that begin like a typed one but for one slip: a letter too many, too few, another, or
 * two that are swapped (Damerau, 1964). A letter is a code point.
 */
final class Slips {
  /**
   * Letters that are tried at one place: more than an alphabet has, fewer than a script of
   * thousands of signs, of which the first in order are tried.
   */
  private static final int MOST_LETTERS = 128;

  private final SortedTexts texts;
  private final int[] typed;
  private final List<Range> found = new ArrayList<>();

  private Slips(SortedTexts texts, String typed) {
    this.texts = texts;
    this.typed = typed.codePoints().toArray();
  }

  /** Ranges of texts in rising order, none of which overlap. */
  static List<Range> of(SortedTexts texts, String typed) {
    Slips slips = new Slips(texts, typed);
    for (int at = 0; at < slips.typed.length && slips.at(at); at++) {}
    return slips.disjoint();
  }

  private List<Range> disjoint() {
    List<Range> disjoint = new ArrayList<>();
    found.sort(Comparator.comparingInt(Range::from).thenComparing(Range::to));
    int end = 0;
    for (Range range : found) {
      if (range.to() > end) {
        disjoint.add(new Range(Math.max(end, range.from()), range.to()));
        end = range.to();
      }
    }
    return disjoint;
  }

  /** Collects what has the slip at a letter; whether any text begins with the letters before. */
  private boolean at(int place) {
    String before = typed(0, place);
    Range range = texts.startingWith(before);
    if (range.size() == 0) {
      return false;
    }
    String rest = typed(place, typed.length);
    String behind = typed(place + 1, typed.length);
    add(before + behind);
    if (!behind.isEmpty()) {
      String second = typed(place + 1, place + 2);
      add(before + second + typed(place, place + 1) + typed(place + 2, typed.length));
    }
    int letters = 0;
    for (int text = range.from(); text < range.to() && letters < MOST_LETTERS; ) {
      String letter = letterBehind(before, texts.text(text));
      text++;
      if (!letter.isEmpty()) {
        letters++;
        add(before + letter + behind);
        add(before + letter + rest);
        // Those that go on with the same letter say nothing new.
        text = Math.max(text, texts.startingWith(before + letter).to());
      }
    }
    return true;
  }

  private String typed(int from, int to) {
    return new String(typed, from, to - from);
  }

  private static String letterBehind(String before, String text) {
    int at = before.length();
    return at < text.length() ? text.substring(at, text.offsetByCodePoints(at, 1)) : "";
  }

  private void add(String beginning) {
    Range range = texts.startingWith(beginning);
    if (range.size() > 0) {
      found.add(range);
    }
  }
}
