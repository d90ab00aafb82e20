package dev.onesug.training.logs.shop;

import java.util.List;

/**
 * The box as the shop has it before OneSug.
 *
 * @param listsUnseen whether the text that is sent by enter gets a list, too, as the log wants
 */
record CascadeBox(Vocabulary vocabulary, LegacyCascade cascade, boolean listsUnseen)
    implements WishRanker {

  @Override
  public int[] rank(String prefix, Shopper shopper) {
    List<String> latest =
        shopper.history().stream().limit(LegacyCascade.HISTORY_READ).map(vocabulary::text).toList();
    return cascade.rank(prefix, latest);
  }

  @Override
  public int[] rankUnseen(String text, Shopper shopper) {
    return listsUnseen ? rank(text, shopper) : new int[0];
  }
}
