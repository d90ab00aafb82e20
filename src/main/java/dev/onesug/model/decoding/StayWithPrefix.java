package dev.onesug.model.decoding;

import dev.onesug.model.text.TokenText;

/**
 * Queries that do not continue the typed text weigh less: about one search in ten ends in a query
 * that corrects or leaves what was typed, and a model that has seen few samples leaves it too
 * easily. A query pays once, at the token that parts it from the typed text.
 *
 * @param typed in normal form; a blank at its end must be there in the query as well
 * @param penalty what leaving costs, in nats; 0 for nothing
 */
public record StayWithPrefix(String typed, TokenText text, double penalty) implements Preference {

  /**
   * @throws IllegalArgumentException if the penalty is negative or not a number
   */
  public StayWithPrefix {
    if (!(penalty >= 0)) {
      throw new IllegalArgumentException("penalty: " + penalty + " (expected: at least 0)");
    }
  }

  @Override
  public double added(TokenPath path) {
    int lastToken = path.ended() ? path.length() : path.length() - 1;
    int matched = TypedText.matched(typed, text, path, lastToken);
    if (matched < 0 || matched == typed.length()) {
      return 0;
    }
    boolean stays = !path.ended() && TypedText.matched(typed, text, path, path.length()) >= 0;
    return stays ? 0 : -penalty;
  }
}
