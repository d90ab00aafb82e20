package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Slips of the finger on a keyboard; {@link Mending} undoes them. The first letter is never wrong:
 * people start with care.
 */
final class Slips {
  private static final String[] ROWS = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  private static final int SHORTEST = 3;
  private static final int KINDS = 4;

  private final String text;

  Slips(String text) {
    this.text = text;
  }

  /** Every text that {@link #slipped} may give, with its chance; one may stand there twice. */
  List<TypedText> all() {
    if (text.length() < SHORTEST) {
      return List.of(new TypedText(text, 1));
    }
    List<TypedText> all = new ArrayList<>();
    double chance = 1.0 / (text.length() - 1) / KINDS;
    for (int at = 1; at < text.length(); at++) {
      char letter = text.charAt(at);
      all.add(new TypedText(swapped(at), chance));
      all.add(new TypedText(with(at, ""), chance));
      all.add(new TypedText(with(at, "" + letter + letter), chance));
      String neighbours = neighbours(letter);
      for (int i = 0; i < neighbours.length(); i++) {
        String other = neighbours.substring(i, i + 1);
        all.add(new TypedText(with(at, other), chance / neighbours.length()));
      }
    }
    return all;
  }

  /** The text with one slip: two letters swapped, one left out, doubled, or its neighbour hit. */
  String slipped(SplittableRandom random) {
    if (text.length() < SHORTEST) {
      return text;
    }
    int at = 1 + random.nextInt(text.length() - 1);
    char letter = text.charAt(at);
    return switch (random.nextInt(KINDS)) {
      case 0 -> swapped(at);
      case 1 -> with(at, "");
      case 2 -> with(at, "" + letter + letter);
      default -> {
        String neighbours = neighbours(letter);
        boolean right = neighbours.length() == 1 || random.nextBoolean();
        yield with(at, neighbours.substring(right ? 0 : 1, right ? 1 : 2));
      }
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

  /** The keys to the right and to the left of a letter; what is no letter has none but itself. */
  private static String neighbours(char letter) {
    for (String row : ROWS) {
      int column = row.indexOf(letter);
      if (column >= 0) {
        String right = column + 1 < row.length() ? row.substring(column + 1, column + 2) : "";
        String left = column > 0 ? row.substring(column - 1, column) : "";
        return right + left;
      }
    }
    return String.valueOf(letter);
  }
}
