package dev.onesug.serving.rules;

import com.google.re2j.Pattern;
import dev.onesug.model.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Says which of many selections a text belongs to, in a time that hardly depends on how many they
 * are, but for their patterns.
 */
final class TextMatcher {
  private final Map<String, List<Integer>> byQuery = new HashMap<>();
  private final Map<String, List<Integer>> byWord = new HashMap<>();
  private final Map<String, List<Integer>> byCharacters = new HashMap<>();
  private final Map<Pattern, List<Integer>> byPattern = new LinkedHashMap<>();
  private final int mostCharacters;

  /**
   * @param selections each known by its place
   */
  TextMatcher(List<Selection> selections) {
    for (int place = 0; place < selections.size(); place++) {
      Selection one = selections.get(place);
      for (String query : one.queries()) {
        add(byQuery, query, place);
      }
      for (String word : one.words()) {
        boolean isUnspaced = word.codePoints().anyMatch(Words::isUnspaced);
        add(isUnspaced ? byCharacters : byWord, word, place);
      }
      for (Pattern pattern : one.patterns()) {
        add(byPattern, pattern, place);
      }
    }
    mostCharacters = byCharacters.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  private static <K> void add(Map<K, List<Integer>> places, K key, int place) {
    places.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(place);
  }

  /** Names the place of each selection that a text belongs to, some more than once. */
  void match(String text, IntConsumer found) {
    report(byQuery, text, found);
    matchWords(text, found);
    byPattern.forEach(
        (pattern, places) -> {
          if (pattern.matcher(text).find()) {
            places.forEach(found::accept);
          }
        });
  }

  /** As {@link #match}, of words alone. */
  void matchWords(String text, IntConsumer found) {
    if (!byWord.isEmpty()) {
      Words.of(text).forEach(word -> report(byWord, word, found));
    }
    for (int from = 0; mostCharacters > 0 && from < text.length(); from++) {
      int last = Math.min(text.length(), from + mostCharacters);
      for (int to = from + 1; to <= last; to++) {
        report(byCharacters, text.substring(from, to), found);
      }
    }
  }

  boolean hasWords() {
    return !byWord.isEmpty() || mostCharacters > 0;
  }

  Map<String, List<Integer>> queries() {
    return byQuery;
  }

  Map<Pattern, List<Integer>> patterns() {
    return byPattern;
  }

  private static void report(Map<String, List<Integer>> places, String key, IntConsumer found) {
    List<Integer> those = places.get(key);
    if (those != null) {
      those.forEach(found::accept);
    }
  }
}
