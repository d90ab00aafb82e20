package dev.onesug.model.decoding;

import java.util.Arrays;

/**
 * The tokens of one hypothesis, as a {@link Constraint} sees them: without start and end. One
 * object serves a whole search, so it must not be kept.
 */
public final class TokenPath {
  private int[] tokens = new int[32];
  private int length;
  private boolean ended;

  public int length() {
    return length;
  }

  public int token(int position) {
    return tokens[position];
  }

  /** Whether these are all tokens of a finished query. */
  public boolean ended() {
    return ended;
  }

  void set(int[] path) {
    length = 0;
    ended = false;
    for (int token : path) {
      append(token);
    }
  }

  void append(int token) {
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * length);
    }
    tokens[length++] = token;
  }

  void end() {
    ended = true;
  }

  /** Forgets everything after the first tokens. */
  void truncate(int newLength) {
    length = newLength;
    ended = false;
  }

  int[] toArray() {
    return Arrays.copyOf(tokens, length);
  }
}
