package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.List;

/**
 * Undoes one slip of the finger in a prefix (see {@link Slips}), as far as the result starts a
 * text. It walks down the sorted texts letter by letter: of the thousand texts that a slip could
 * have turned into the prefix nearly all are dead after a letter or two.
 */
final class Mending {
  private final WordStarts texts;
  private final String prefix;
  private final List<String> found = new ArrayList<>();

  Mending(WordStarts texts, String prefix) {
    this.texts = texts;
    this.prefix = prefix;
  }

  /** What the prefix may have been meant to be; the first letter is believed. */
  List<String> mended() {
    WordStarts.Range range = texts.all();
    for (int at = 0; at < prefix.length() && !range.isEmpty(); at++) {
      if (at > 0) {
        mend(range, at);
      }
      range = texts.narrow(range, at, prefix.charAt(at));
    }
    return found;
  }

  /** Mends a slip at a place; the range has the texts that share all letters before it. */
  private void mend(WordStarts.Range range, int at) {
    String after = prefix.substring(at + 1);
    offer(range, at, after);
    if (!after.isEmpty()) {
      String swapped = after.substring(0, 1) + prefix.charAt(at) + after.substring(1);
      offer(range, at, swapped);
    }
    for (char letter = 'a'; letter <= 'z'; letter++) {
      if (!texts.narrow(range, at, letter).isEmpty()) {
        offer(range, at, letter + after);
        offer(range, at, letter + prefix.substring(at));
      }
    }
  }

  private void offer(WordStarts.Range range, int at, String rest) {
    WordStarts.Range left = range;
    for (int i = 0; i < rest.length() && !left.isEmpty(); i++) {
      left = texts.narrow(left, at + i, rest.charAt(i));
    }
    if (!left.isEmpty()) {
      found.add(prefix.substring(0, at) + rest);
    }
  }
}
