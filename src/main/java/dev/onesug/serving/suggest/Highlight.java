package dev.onesug.serving.suggest;

import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
    IntStream.concat(IntStream.of(0), Words.laterStarts(text))
        .filter(start -> text.startsWith(word, start))
        .findFirst()
        .ifPresent(
            start -> {
              if (spans.stream().noneMatch(span -> span.start() == start)) {
                spans.add(new Span(start, start + word.length()));
              }
            });
  }
}
