package dev.onesug.training.evaluation.completion;

import java.util.Arrays;
import java.util.Collection;

/** Words in text order, numbered by their place, so that those that begin alike are a range. */
final class Vocabulary {
  static final int UNKNOWN = -1;

  private final String[] words;

  Vocabulary(Collection<String> distinct) {
    words = distinct.toArray(String[]::new);
    Arrays.sort(words);
  }

  int size() {
    return words.length;
  }

  String word(int id) {
    return words[id];
  }

  /** The number of a word, or {@link #UNKNOWN}. */
  int id(String word) {
    return Math.max(UNKNOWN, Arrays.binarySearch(words, word));
  }

  int[] ids(String... these) {
    return Arrays.stream(these).mapToInt(this::id).toArray();
  }

  /** The first word that is not before a text. */
  int firstAtOrAfter(String text) {
    int at = Arrays.binarySearch(words, text);
    return at < 0 ? ~at : at;
  }

  /** One past the last word that begins with a text. */
  int endOf(String beginning) {
    int low = firstAtOrAfter(beginning);
    int high = words.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (words[middle].startsWith(beginning)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
