package dev.onesug.model.text;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the tokens of a WordPiece tokenizer read as: {@code ##} continues a word, every other token
 * begins one. A tokenizer that takes every ideograph for a word, as BERT's do, leaves unsaid
 * whether a blank stood before it; it is taken that none did. Immutable.
 */
public final class WordPieceText implements TokenText {
  private static final String CONTINUES = "##";

  private final String[] texts;

  public WordPieceText(QueryTokenizer tokenizer) {
    boolean splits = tokenizer.splitsIdeographs();
    this.texts =
        IntStream.range(0, tokenizer.size())
            .mapToObj(tokenizer::token)
            .map(token -> splits && isIdeograph(token) ? token : text(token))
            .toArray(String[]::new);
    Arrays.stream(SpecialToken.values()).forEach(special -> texts[tokenizer.id(special)] = "");
  }

  private static boolean isIdeograph(String token) {
    return token.codePointCount(0, token.length()) == 1
        && Character.isIdeographic(token.codePointAt(0));
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
