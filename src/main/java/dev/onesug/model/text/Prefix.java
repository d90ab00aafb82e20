package dev.onesug.model.text;

/**
 * The typed text, and nothing else, in normal form.
 *
 * @param text normal form of what was typed; ends in one blank if the user typed one after the last
 *     word
 */
public record Prefix(String text) {

  /** Brings typed text to the normal form. */
  public static Prefix of(String typed) {
    return new Prefix(QueryText.normalisePrefix(typed));
  }

  public boolean isEmpty() {
    return text.isBlank();
  }

  /**
   * The last word if it may still grow, else empty: "red sho" cuts "sho", "red shoes " cuts
   * nothing.
   */
  public String cutWord() {
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  /** Everything before {@link #cutWord()}, stripped: the words that are complete. */
  public String completeWords() {
    return text.substring(0, text.lastIndexOf(' ') + 1).strip();
  }
}
