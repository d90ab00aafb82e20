package dev.onesug.training.logs.shop;

import dev.onesug.model.seq2seq.UserContext;
import java.util.Arrays;
import java.util.List;

/**
 * One look at the box: what a service logs as an impression, and what only a simulator knows, which
 * is what would have been chosen from another list.
 */
public final class Look {
  /** Stands for no position. */
  public static final int NOTHING = -1;

  private final String prefix;
  private final UserContext user;
  private final List<String> shown;
  private final int clicked;
  private final int wish;
  private final Vocabulary vocabulary;

  Look(
      String prefix,
      UserContext user,
      List<String> shown,
      int clicked,
      int wish,
      Vocabulary vocabulary) {
    this.prefix = prefix;
    this.user = user;
    this.shown = shown;
    this.clicked = clicked;
    this.wish = wish;
    this.vocabulary = vocabulary;
  }

  /** Normal form of the typed text. */
  public String prefix() {
    return prefix;
  }

  /** What the shop knew of the person. */
  public UserContext user() {
    return user;
  }

  /** What the box showed, first position first. */
  public List<String> shown() {
    return shown;
  }

  /** The position that was chosen, from 0, or {@link #NOTHING}. */
  public int clicked() {
    return clicked;
  }

  /**
   * How readily the person would choose each suggestion of a list once they examine it: no log
   * tells that.
   *
   * @return [position]
   */
  public double[] attractions(List<String> suggestions) {
    Examination examination = new Examination(vocabulary);
    return suggestions.stream()
        .mapToDouble(text -> examination.attraction(vocabulary.find(text), wish))
        .toArray();
  }

  /**
   * What the person would have chosen from another list.
   *
   * @return the chance of each position, by {@link SuggestionBox#SHOWN} at most
   */
  public double[] chances(List<String> suggestions) {
    int[] ranked = suggestions.stream().mapToInt(vocabulary::find).toArray();
    return new Examination(vocabulary).chances(ranked, wish);
  }

  /**
   * The chances that each shown position is examined, which a real shop must estimate.
   *
   * @return [position]
   */
  public static double[] truePropensities() {
    double[] seen = new double[SuggestionBox.SHOWN];
    Arrays.setAll(seen, Examination::seen);
    return seen;
  }
}
