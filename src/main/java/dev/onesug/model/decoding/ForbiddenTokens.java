package dev.onesug.model.decoding;

import java.util.BitSet;

/** No query with any of these tokens: in open mode keeps special tokens out. */
public final class ForbiddenTokens implements Constraint {
  private final BitSet forbidden = new BitSet();

  public ForbiddenTokens(int... tokens) {
    for (int token : tokens) {
      forbidden.set(token);
    }
  }

  @Override
  public boolean allows(TokenPath path) {
    for (int i = 0; i < path.length(); i++) {
      if (forbidden.get(path.token(i))) {
        return false;
      }
    }
    return true;
  }
}
