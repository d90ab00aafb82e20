package dev.onesug.model.decoding;

import dev.onesug.model.text.TokenText;

/**
 * Only queries whose text starts with the typed text. Compared as text, not as tokens: "sho" is
 * continued by the one token of "shoes" and by the two of "sho" and "##wer".
 *
 * @param typed in normal form; a blank at its end must be there in the query as well
 */
public record ContinuePrefix(String typed, TokenText text) implements Constraint {

  @Override
  public boolean allows(TokenPath path) {
    int matched = 0;
    for (int i = 0; i < path.length() && matched >= 0 && matched < typed.length(); i++) {
      matched = TypedText.matched(typed, matched, text.textOf(path.token(i)));
    }
    return matched == typed.length() || (matched >= 0 && !path.ended());
  }
}
