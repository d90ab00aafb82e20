package dev.onesug.training.logs.shop;

import java.util.List;

/** The box as the shop has it before OneSug. */
record CascadeBox(Vocabulary vocabulary, LegacyCascade cascade) implements WishRanker {

  @Override
  public int[] rank(String prefix, Shopper shopper) {
    List<String> latest =
        shopper.history().stream().limit(LegacyCascade.HISTORY_READ).map(vocabulary::text).toList();
    return cascade.rank(prefix, latest);
  }

  /** The old shop's log has a list for every search. */
  @Override
  public int[] rankUnseen(String text, Shopper shopper) {
    return rank(text, shopper);
  }
}
