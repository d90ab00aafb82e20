package dev.onesug.serving.suggest;

import dev.onesug.model.text.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the typed part of a suggestion: offsets, never markup. */
final class Highlight {

  private Highlight() {}

  /**
   * The typed text where the suggestion continues it; else every typed word where the suggestion
   * has a word that begins with it.
   */
  static List<Span> of(Prefix prefix, String text) {
    String typed = prefix.text().strip();
    if (typed.isEmpty()) {
      return List.of();
    }
    if (text.startsWith(typed)) {
      return List.of(new Span(0, typed.length()));
    }
    List<Span> spans = new ArrayList<>();
    for (String word : List.of(typed.split(" ", -1))) {
      addWord(word, text, spans);
    }
    spans.sort(Comparator.comparingInt(Span::start));
    return List.copyOf(spans);
  }

  private static void addWord(String word, String text, List<Span> spans) {
    int start = text.startsWith(word) ? 0 : text.indexOf(" " + word) + 1;
    boolean found = start > 0 || text.startsWith(word);
    if (found && spans.stream().noneMatch(span -> span.start() == start)) {
      spans.add(new Span(start, start + word.length()));
    }
  }
}
