package dev.onesug.model.text;

/** What each token of a tokenizer reads as. Immutable. */
@FunctionalInterface
public interface TokenText {

  /**
   * The characters that a token adds to the text before it: {@code " shoe"} with a blank in front
   * where the token begins a word, {@code "s"} where it continues one, nothing for a special token.
   * At the very start of a text the blank in front does not count.
   */
  String textOf(int token);

  /**
   * A text in the characters that {@link #textOf} uses; those of the text itself, unless a token
   * may be a part of a character.
   */
  default String spelled(String text) {
    return text;
  }

  /** Whether tokens spell exactly a text, so that it is found by what its tokens read as. */
  default boolean spells(int[] tokens, String text) {
    StringBuilder spelled = new StringBuilder();
    for (int token : tokens) {
      spelled.append(textOf(token));
    }
    int start = spelled.length() > 0 && spelled.charAt(0) == ' ' ? 1 : 0;
    return spelled.substring(start).equals(spelled(text));
  }

  /**
   * For the kind of a tokenizer.
   *
   * @throws IllegalArgumentException if it is another than WordPiece or byte-level BPE
   */
  static TokenText of(QueryTokenizer tokenizer) {
    if (tokenizer.isByteLevel()) {
      return new ByteLevelText(tokenizer);
    }
    if (!tokenizer.marksContinuations()) {
      throw new IllegalArgumentException(
          "tokenizer: of another kind (expected: WordPiece, or BPE with a ByteLevel decoder)");
    }
    return new WordPieceText(tokenizer);
  }
}
