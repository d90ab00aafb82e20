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
  TRENDING,
  /** A rule of the shop puts it there. */
  PINNED;

  /** Whether the model version under its rules gave it, so that no rule has to look at it again. */
  boolean isOfTheVersion() {
    return this == GENERATED || this == LEXICAL || this == POPULAR;
  }

  /** The name in answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
