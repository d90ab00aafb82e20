package dev.onesug.training.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Looks at one list after the other and counts what {@link ListQuality} says. */
final class ListTally {
  private final Predicate<String> allowed;
  private long lists;
  private long empty;
  private long suggestions;
  private long invalid;
  private long duplicates;
  private long offPrefix;
  private long paired;
  private double differences;

  ListTally(Predicate<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * Looks at a list.
   *
   * @param prefix what it answers
   */
  void add(String prefix, List<String> list) {
    lists++;
    empty += list.isEmpty() ? 1 : 0;
    suggestions += list.size();
    duplicates += list.size() - new HashSet<>(list).size();
    for (String suggestion : list) {
      invalid += allowed.test(suggestion) ? 0 : 1;
      offPrefix += suggestion.startsWith(prefix) ? 0 : 1;
    }
    if (list.size() > 1) {
      paired++;
      differences += meanDifference(list);
    }
  }

  private static double meanDifference(List<String> list) {
    List<Set<String>> words = list.stream().map(ListTally::words).toList();
    double sum = 0;
    for (int i = 1; i < words.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += 1 - jaccard(words.get(i), words.get(j));
      }
    }
    return sum / (words.size() * (words.size() - 1) / 2.0);
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.split(" ")));
  }

  private static double jaccard(Set<String> one, Set<String> other) {
    int shared = 0;
    for (String word : one) {
      shared += other.contains(word) ? 1 : 0;
    }
    return (double) shared / (one.size() + other.size() - shared);
  }

  ListQuality quality() {
    return new ListQuality(
        share(empty, lists),
        share(invalid, suggestions),
        share(duplicates, suggestions),
        share(offPrefix, suggestions),
        paired == 0 ? 0 : differences / paired);
  }

  private static double share(long some, long all) {
    return all == 0 ? 0 : (double) some / all;
  }
}
