package dev.onesug.model.text;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the tokens of a WordPiece tokenizer read as: {@code ##} continues a word, every other token
 * begins one. Immutable.
 */
public final class WordPieceText implements TokenText {
  private static final String CONTINUES = "##";

  private final String[] texts;

  public WordPieceText(QueryTokenizer tokenizer) {
    this.texts =
        IntStream.range(0, tokenizer.size())
            .mapToObj(tokenizer::token)
            .map(WordPieceText::text)
            .toArray(String[]::new);
    Arrays.stream(SpecialToken.values()).forEach(special -> texts[tokenizer.id(special)] = "");
  }

  private static String text(String token) {
    return token.startsWith(CONTINUES) && token.length() > CONTINUES.length()
        ? token.substring(CONTINUES.length())
        : " " + token;
  }

  @Override
  public String textOf(int token) {
    return texts[token];
  }
}
