package dev.onesug.training.logs.shop;

import dev.onesug.model.text.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A person types what they have in mind, glances at the box now and then, and chooses a suggestion
 * or presses enter.
 */
final class Keystrokes {
  /** How many suggestions the shop shows; what it ranked lower goes to the log as recalled. */
  static final int SHOWN = 10;

  // Shares with reasons: see src/docs/decisions/0002-simulated-shop.md.
  private static final double LATER_WORD_FIRST = 0.10;
  private static final double SLIP = 0.12;
  private static final double SLIP_NOTICED = 0.4;
  private static final double SLIP_CORRECTED_BY_SHOP = 0.75;
  private static final double NEVER_LOOKS = 0.25;
  private static final double TYPE_ON_BEFORE_FIRST_LOOK = 0.6;
  private static final double TYPE_ON_BETWEEN_LOOKS = 0.5;
  private static final double EXAMINE_FIRST_POSITION = 0.9;
  private static final double CHOOSE_WANTED = 0.85;
  private static final double CHOOSE_SIMILAR = 0.05;
  private static final double SIMILAR = 0.5;

  private final Vocabulary vocabulary;
  private final LegacyCascade cascade;

  Keystrokes(Vocabulary vocabulary, LegacyCascade cascade) {
    this.vocabulary = vocabulary;
    this.cascade = cascade;
  }

  /**
   * How a search came about.
   *
   * @param prefix text in the box at the end
   * @param ranked what the cascade recalled for it, best first
   * @param clicked position chosen, -1 for enter
   * @param wish the wish that was searched in the end
   * @param query the text that was searched: the wish, or its misspelling
   */
  record Outcome(String prefix, int[] ranked, int clicked, int wish, String query) {
    int[] shown() {
      return Arrays.copyOf(ranked, Math.min(SHOWN, ranked.length));
    }

    int[] recalled() {
      return Arrays.copyOfRange(ranked, Math.min(SHOWN, ranked.length), ranked.length);
    }
  }

  /**
   * @param careful the person has just mistyped this and takes care
   */
  Outcome type(int wish, List<Integer> history, boolean careful, SplittableRandom random) {
    String wanted = vocabulary.text(wish);
    String typed = careful ? wanted : typed(wanted, random);
    List<String> queries = history.stream().limit(3).map(vocabulary::text).toList();
    if (random.nextDouble() >= NEVER_LOOKS) {
      int length = 1 + typeOn(TYPE_ON_BEFORE_FIRST_LOOK, random);
      while (length < typed.length()) {
        String prefix = Prefix.of(typed.substring(0, length)).text();
        int[] ranked = cascade.rank(prefix, queries);
        int clicked = examine(ranked, wish, random);
        if (clicked >= 0) {
          int chosen = ranked[clicked];
          return new Outcome(prefix, ranked, clicked, chosen, vocabulary.text(chosen));
        }
        length += 1 + typeOn(TYPE_ON_BETWEEN_LOOKS, random);
      }
    }
    boolean corrected = typed.equals(wanted) || random.nextDouble() < SLIP_CORRECTED_BY_SHOP;
    return new Outcome(typed, cascade.rank(typed, queries), -1, wish, corrected ? wanted : typed);
  }

  /** What the fingers do with what the head wants. */
  private static String typed(String wanted, SplittableRandom random) {
    String text = random.nextDouble() < LATER_WORD_FIRST ? turned(wanted, random) : wanted;
    boolean slips = random.nextDouble() < SLIP && random.nextDouble() >= SLIP_NOTICED;
    return slips ? Prefix.of(new Slips(text).slipped(random)).text().strip() : text;
  }

  /** The same words, begun at a later one: "shoes for women" as "women shoes for". */
  private static String turned(String wanted, SplittableRandom random) {
    int blanks = (int) wanted.chars().filter(c -> c == ' ').count();
    if (blanks == 0) {
      return wanted;
    }
    int at = -1;
    for (int i = random.nextInt(blanks); i >= 0; i--) {
      at = wanted.indexOf(' ', at + 1);
    }
    return wanted.substring(at + 1) + " " + wanted.substring(0, at);
  }

  /** Reads down the list; a position is looked at less the lower it stands. */
  private int examine(int[] ranked, int wish, SplittableRandom random) {
    int shown = Math.min(SHOWN, ranked.length);
    for (int position = 0; position < shown; position++) {
      double seen = EXAMINE_FIRST_POSITION / StrictMath.sqrt(position + 1.0);
      if (random.nextDouble() < seen && random.nextDouble() < attraction(ranked[position], wish)) {
        return position;
      }
    }
    return -1;
  }

  private double attraction(int suggestion, int wish) {
    if (suggestion == wish) {
      return CHOOSE_WANTED;
    }
    double shared = vocabulary.shared(wish, suggestion);
    return shared >= SIMILAR ? CHOOSE_SIMILAR * shared : 0;
  }

  private static int typeOn(double chance, SplittableRandom random) {
    int letters = 0;
    while (letters < 12 && random.nextDouble() < chance) {
      letters++;
    }
    return letters;
  }
}
