package dev.onesug.serving.doors;

import java.util.Locale;

/** Why a request is not believed to be of the user whom it names. */
public enum Distrust {
  /** It has no token and comes from no trusted network. */
  NO_TOKEN,
  /** It has a token, and no key to check it with is configured. */
  NO_KEY,
  /** The token is not a signed JWT. */
  MALFORMED,
  /** No key of ours made the signature. */
  SIGNATURE,
  EXPIRED,
  /** The token names no user, or no end, or is for another service. */
  CLAIMS;

  /** The reason's name in headers and meters. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
