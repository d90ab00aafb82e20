package dev.onesug.training.logs.shop;

import dev.onesug.model.text.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the fingers do with what the head wants: word order, then slips. */
final class Typing {
  // Shares with reasons: see src/docs/decisions/0002-simulated-shop.md.
  private static final double LATER_WORD_FIRST = 0.10;
  private static final double SLIP = 0.12;
  private static final double SLIP_NOTICED = 0.4;

  /** The share of texts that are left with a slip. */
  static final double SLIPPED = SLIP * (1 - SLIP_NOTICED);

  private Typing() {}

  static String typed(String wanted, SplittableRandom random) {
    String text = random.nextDouble() < LATER_WORD_FIRST ? turned(wanted, random) : wanted;
    boolean slips = random.nextDouble() < SLIP && random.nextDouble() >= SLIP_NOTICED;
    return slips ? inBox(new Slips(text).slipped(random)) : text;
  }

  /** The orders in which the words of a query may be typed, the usual one first. */
  static List<TypedText> orders(String wanted) {
    int blanks = blanks(wanted);
    if (blanks == 0) {
      return List.of(new TypedText(wanted, 1));
    }
    List<TypedText> orders = new ArrayList<>(blanks + 1);
    orders.add(new TypedText(wanted, 1 - LATER_WORD_FIRST));
    for (int at = wanted.indexOf(' '); at >= 0; at = wanted.indexOf(' ', at + 1)) {
      orders.add(new TypedText(turned(wanted, at), LATER_WORD_FIRST / blanks));
    }
    return orders;
  }

  /** What a text may become by a slip, once there is one. */
  static List<TypedText> slipped(String text) {
    return new Slips(text)
        .all().stream().map(slip -> new TypedText(inBox(slip.text()), slip.chance())).toList();
  }

  private static String inBox(String text) {
    return Prefix.of(text).text().strip();
  }

  private static String turned(String wanted, SplittableRandom random) {
    int blanks = blanks(wanted);
    if (blanks == 0) {
      return wanted;
    }
    int at = -1;
    for (int i = random.nextInt(blanks); i >= 0; i--) {
      at = wanted.indexOf(' ', at + 1);
    }
    return turned(wanted, at);
  }

  /** The same words, begun behind a blank: "shoes for women" as "women shoes for". */
  private static String turned(String wanted, int blank) {
    return wanted.substring(blank + 1) + " " + wanted.substring(0, blank);
  }

  private static int blanks(String text) {
    return (int) text.chars().filter(c -> c == ' ').count();
  }
}
