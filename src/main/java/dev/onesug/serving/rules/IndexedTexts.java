package dev.onesug.serving.rules;

import java.util.OptionalInt;

/** The stored queries that rules are compiled against, by a number from 0. */
public interface IndexedTexts {
  int size();

  String text(int query);

  /** The number of the query with exactly this text. */
  OptionalInt find(String text);
}
