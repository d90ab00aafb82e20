package dev.onesug.serving.suggest;

import java.util.Locale;

/** Where a suggestion came from. */
public enum Source {
  /** The model wrote it. */
  GENERATED,
  /** A stored query that continues the typed text. */
  LEXICAL,
  /** One of the most popular stored queries, whatever was typed. */
  POPULAR,
  /** The user searched it lately. */
  RECENT,
  /** Many search it now. */
  TRENDING;

  /** The name in answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
