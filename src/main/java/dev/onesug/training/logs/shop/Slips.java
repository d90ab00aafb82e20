package dev.onesug.training.logs.shop;

import java.util.SplittableRandom;

/**
 * Slips of the finger on a keyboard; {@link Mending} undoes them. The first letter is never wrong:
 * people start with care.
 */
final class Slips {
  private static final String[] ROWS = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  private static final int SHORTEST = 3;

  private final String text;

  Slips(String text) {
    this.text = text;
  }

  /** The text with one slip: two letters swapped, one left out, doubled, or its neighbour hit. */
  String slipped(SplittableRandom random) {
    if (text.length() < SHORTEST) {
      return text;
    }
    int at = 1 + random.nextInt(text.length() - 1);
    char letter = text.charAt(at);
    return switch (random.nextInt(4)) {
      case 0 -> swapped(at);
      case 1 -> with(at, "");
      case 2 -> with(at, "" + letter + letter);
      default -> with(at, neighbour(letter, random));
    };
  }

  /** Swaps the letter with the one after it, the last letter with the one before. */
  private String swapped(int at) {
    int first = at + 1 < text.length() ? at : at - 1;
    return text.substring(0, first)
        + text.charAt(first + 1)
        + text.charAt(first)
        + text.substring(first + 2);
  }

  private String with(int at, String replacement) {
    return text.substring(0, at) + replacement + text.substring(at + 1);
  }

  private static String neighbour(char letter, SplittableRandom random) {
    for (String row : ROWS) {
      int column = row.indexOf(letter);
      if (column >= 0) {
        int step = column == 0 || (column + 1 < row.length() && random.nextBoolean()) ? 1 : -1;
        return row.substring(column + step, column + step + 1);
      }
    }
    return String.valueOf(letter);
  }
}
