package dev.onesug.training.logs.shop;

/** What fills the box: ranks wishes for a keystroke. */
interface WishRanker {
  /** Stands for a suggestion that nobody in this shop has in mind. */
  int UNKNOWN = -1;

  /**
   * Ranks for a person who looks.
   *
   * @param prefix normal form
   * @return wishes, or {@link #UNKNOWN}, best first
   */
  int[] rank(String prefix, Shopper shopper);

  /** Ranks for the text that is sent by enter, when nobody looks any more; by default nothing. */
  default int[] rankUnseen(String text, Shopper shopper) {
    return new int[0];
  }
}
