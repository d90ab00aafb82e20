package dev.onesug.training.sft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chooses the pieces of a WordPiece vocabulary: all frequent single characters, then the most
 * frequent neighbours joined, again and again (byte-pair encoding's merges). Equal input gives
 * equal pieces in equal order.
 *
 * @see <a href="https://arxiv.org/abs/1508.07909">Neural machine translation of rare words with
 *     subword units</a>
 */
final class PieceLearner {
  static final String CONTINUATION = "##";

  private record Pair(String left, String right) {
    String joined() {
      return left + right.substring(CONTINUATION.length());
    }
  }

  private record Ranked(Pair pair, long count) {}

  /** Ties go to the text, so that no hash order shows. */
  private static final Comparator<Ranked> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(Ranked::count)
          .reversed()
          .thenComparing(ranked -> ranked.pair().left())
          .thenComparing(ranked -> ranked.pair().right());

  private final List<String[]> words = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final Map<Pair, Long> pairCounts = new HashMap<>();
  private final Map<Pair, Set<Integer>> pairWords = new HashMap<>();
  private final PriorityQueue<Ranked> queue = new PriorityQueue<>(MOST_FREQUENT_FIRST);
  private final Set<String> pieces = new LinkedHashSet<>();
  private final int limit;

  private PieceLearner(int limit) {
    this.limit = limit;
  }

  /**
   * @param wordCounts how often each word occurs
   * @param limit the most pieces
   */
  static Set<String> learn(Map<String, Long> wordCounts, int limit) {
    PieceLearner learner = new PieceLearner(limit);
    learner.addCharacters(wordCounts);
    new TreeMap<>(wordCounts).forEach(learner::addWord);
    learner.pairCounts.forEach((pair, count) -> learner.queue.add(new Ranked(pair, count)));
    learner.join();
    return learner.pieces;
  }

  /** Characters take at most half of the room; the rare ones of a large script become unknown. */
  private void addCharacters(Map<String, Long> wordCounts) {
    Map<String, Long> frequencies = new TreeMap<>();
    wordCounts.forEach(
        (word, count) ->
            word.codePoints()
                .mapToObj(Character::toString)
                .forEach(character -> frequencies.merge(character, count, Long::sum)));
    frequencies.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(Math.max(1, limit / 4))
        .forEach(
            entry -> {
              pieces.add(entry.getKey());
              pieces.add(CONTINUATION + entry.getKey());
            });
  }

  private void addWord(String word, long count) {
    int[] characters = word.codePoints().toArray();
    String[] split = new String[characters.length];
    for (int i = 0; i < split.length; i++) {
      split[i] = (i > 0 ? CONTINUATION : "") + Character.toString(characters[i]);
    }
    if (pieces.containsAll(Arrays.asList(split))) {
      words.add(split);
      counts.add(count);
      countPairs(words.size() - 1, 1);
    }
  }

  private void countPairs(int word, int sign) {
    String[] split = words.get(word);
    for (int i = 1; i < split.length; i++) {
      Pair pair = new Pair(split[i - 1], split[i]);
      pairCounts.merge(pair, sign * counts.get(word), Long::sum);
      if (sign > 0) {
        pairWords.computeIfAbsent(pair, any -> new LinkedHashSet<>()).add(word);
      }
    }
  }

  private void join() {
    while (pieces.size() < limit && !queue.isEmpty()) {
      Ranked best = queue.remove();
      long count = pairCounts.getOrDefault(best.pair(), 0L);
      if (count != best.count()) {
        // Counts only fall once a pair is queued, except for new pairs, which are queued anew.
        if (count > 0) {
          queue.add(new Ranked(best.pair(), count));
        }
      } else if (count > 1) {
        join(best.pair());
      }
    }
  }

  private void join(Pair pair) {
    pieces.add(pair.joined());
    Set<Pair> fresh = new LinkedHashSet<>();
    for (int word : pairWords.getOrDefault(pair, Set.of())) {
      countPairs(word, -1);
      words.set(word, joined(words.get(word), pair));
      countPairs(word, 1);
      String[] split = words.get(word);
      for (int i = 1; i < split.length; i++) {
        if (split[i - 1].equals(pair.joined()) || split[i].equals(pair.joined())) {
          fresh.add(new Pair(split[i - 1], split[i]));
        }
      }
    }
    pairCounts.remove(pair);
    pairWords.remove(pair);
    fresh.forEach(next -> queue.add(new Ranked(next, pairCounts.getOrDefault(next, 0L))));
  }

  private static String[] joined(String[] split, Pair pair) {
    List<String> result = new ArrayList<>(split.length);
    for (int i = 0; i < split.length; i++) {
      if (i + 1 < split.length
          && split[i].equals(pair.left())
          && split[i + 1].equals(pair.right())) {
        result.add(pair.joined());
        i++;
      } else {
        result.add(split[i]);
      }
    }
    return result.toArray(String[]::new);
  }
}
