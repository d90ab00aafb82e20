package dev.onesug.serving.suggest;

import java.util.Locale;

/** The steps of a keystroke that are timed. */
public enum Stage {
  /** Typed text to normal form. */
  NORMALISE,
  /** Looking up history and profile. */
  CONTEXT,
  /** Looking into the answer cache. */
  CACHE,
  /** Waiting for a core. */
  QUEUE,
  /** Semantic ID and related queries. */
  RELATED,
  /** Building the encoder's input. */
  INPUT,
  /** Encoder, decoder and constrained search. */
  SEARCH,
  /** Completions, popular queries, repetitions. */
  FILL;

  /** The name in answers and meters. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
