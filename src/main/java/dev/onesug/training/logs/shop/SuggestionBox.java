package dev.onesug.training.logs.shop;

import dev.onesug.model.seq2seq.UserContext;
import java.util.List;

/** What fills the box of a simulated shop while somebody types. */
@FunctionalInterface
public interface SuggestionBox {
  /** How many suggestions are shown; what comes behind them nobody sees. */
  int SHOWN = Examination.SHOWN;

  /**
   * Suggests to a person who looks.
   *
   * @param prefix normal form, not empty
   * @param user what the shop knows of them, as in a sample
   * @return queries in normal form, best first
   */
  List<String> suggest(String prefix, UserContext user);
}
