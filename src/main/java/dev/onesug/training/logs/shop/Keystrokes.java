package dev.onesug.training.logs.shop;

import dev.onesug.model.text.Prefix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A person types what they have in mind, glances at the box now and then, and chooses a suggestion
 * or presses enter.
 */
final class Keystrokes {
  /** The share of unnoticed slips that the shop corrects: see decision 0002. */
  static final double CORRECTED_BY_SHOP = 0.75;

  private final Vocabulary vocabulary;
  private final Examination examination;

  Keystrokes(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    examination = new Examination(vocabulary);
  }

  /**
   * How a search came about.
   *
   * @param prefix text in the box at the end
   * @param ranked what the box had for it, best first
   * @param clicked position chosen, -1 for enter
   * @param wish the wish that was searched in the end
   * @param query the text that was searched: the wish, or its misspelling
   */
  record Outcome(String prefix, int[] ranked, int clicked, int wish, String query) {
    int[] shown() {
      return Arrays.copyOf(ranked, Math.min(Examination.SHOWN, ranked.length));
    }

    int[] recalled() {
      return Arrays.copyOfRange(ranked, Math.min(Examination.SHOWN, ranked.length), ranked.length);
    }
  }

  /**
   * @param careful the person has just mistyped this and takes care
   */
  Outcome type(
      int wish, Shopper shopper, boolean careful, WishRanker box, SplittableRandom random) {
    String wanted = vocabulary.text(wish);
    String typed = careful ? wanted : Typing.typed(wanted, random);
    if (random.nextDouble() >= Glances.NEVER) {
      int length = Glances.FIRST.draw(random);
      while (length < typed.length()) {
        String prefix = Prefix.of(typed.substring(0, length)).text();
        int[] ranked = box.rank(prefix, shopper);
        int clicked = examination.choose(ranked, wish, random);
        if (clicked >= 0) {
          int chosen = ranked[clicked];
          return new Outcome(prefix, ranked, clicked, chosen, vocabulary.text(chosen));
        }
        length += Glances.NEXT.draw(random);
      }
    }
    boolean corrected = typed.equals(wanted) || random.nextDouble() < CORRECTED_BY_SHOP;
    return new Outcome(typed, box.rankUnseen(typed, shopper), -1, wish, corrected ? wanted : typed);
  }
}
