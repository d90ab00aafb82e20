package dev.onesug.model.text;

/** What each token of a tokenizer reads as. */
@FunctionalInterface
public interface TokenText {

  /**
   * The characters that a token adds to the text before it: {@code " shoe"} with a blank in front
   * where the token begins a word, {@code "s"} where it continues one, nothing for a special token.
   * At the very start of a text the blank in front does not count.
   */
  String textOf(int token);
}
