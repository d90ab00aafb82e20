package dev.onesug.serving.rules;

import java.util.List;
import java.util.Set;

/** What a rule does. */
sealed interface Action {

  /** The texts that it is about; {@link Selection#NOTHING} where it is about prefixes. */
  Selection selection();

  /** Texts that it shows, whether or not they are stored. */
  default List<String> brings() {
    return List.of();
  }

  /** These are never suggested. */
  record Block(Selection selection) implements Action {}

  /** These may be suggested, whatever other rules say. */
  record Allow(Selection selection) implements Action {}

  /** Nothing but these, and what other such rules in force name, may be suggested. */
  record Only(Selection selection) implements Action {}

  /** These count as so many times as likely as they are. */
  record Boost(Selection selection, double factor) implements Action {}

  /** These are shown as another text. */
  record Rewrite(Selection selection, String to) implements Action {
    @Override
    public List<String> brings() {
      return List.of(to);
    }
  }

  /**
   * These stand before all others.
   *
   * @param texts in the order in which they are shown
   * @param prefixes that are typed exactly so, but for a blank at the end
   * @param startingWith beginnings of what is typed
   */
  record Pin(List<String> texts, Set<String> prefixes, Set<String> startingWith) implements Action {
    public Pin {
      texts = List.copyOf(texts);
      prefixes = Set.copyOf(prefixes);
      startingWith = Set.copyOf(startingWith);
    }

    @Override
    public Selection selection() {
      return Selection.NOTHING;
    }

    @Override
    public List<String> brings() {
      return texts;
    }
  }
}
