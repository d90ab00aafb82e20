package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The suggester that the shop has before OneSug: recall, then one ranking. Recall: popular
 * completions of the first word, popular completions of a later word, and, where both find little,
 * completions of the prefix with one slip mended. Ranking: popularity, the channel, and words
 * shared with the user's latest queries. Not safe for use by several threads.
 */
public final class LegacyCascade {
  private static final int RECALLED_PER_CHANNEL = 40;
  private static final int FEW = 5;
  private static final int SHORTEST_MENDED = 4;
  private static final int HISTORY_READ = 3;

  private static final double LATER_WORD_PENALTY = 1.2;
  private static final double MENDED_PENALTY = 2;
  private static final double SEARCHED_BEFORE_BONUS = 1.5;
  private static final double SHARED_WORD_BONUS = 0.8;

  private final List<String> texts;
  private final double[] popularity;
  private final WordStarts firstWords;
  private final WordStarts laterWords;

  private record Ranked(int id, double score) {}

  private static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparingDouble(Ranked::score).reversed().thenComparingInt(Ranked::id);

  /** The queries are named by their place in the list. */
  LegacyCascade(List<String> texts, double[] popularity) {
    this.texts = texts;
    this.popularity = popularity;
    firstWords = WordStarts.of(texts, popularity, RECALLED_PER_CHANNEL, true);
    laterWords = WordStarts.of(texts, popularity, RECALLED_PER_CHANNEL, false);
  }

  /** A cascade over queries in normal form with their counts. */
  public static LegacyCascade of(Map<String, ? extends Number> counts) {
    List<String> texts = counts.keySet().stream().sorted().toList();
    double[] popularity = texts.stream().mapToDouble(text -> number(counts, text)).toArray();
    return new LegacyCascade(texts, popularity);
  }

  /**
   * Suggests for one keystroke.
   *
   * @param prefix normal form
   * @param history earlier queries, newest first
   * @return at most {@code limit} queries, best first
   */
  public List<String> suggest(String prefix, List<String> history, int limit) {
    return rank(prefix, history).stream().limit(limit).map(texts::get).toList();
  }

  /** Everything recalled for a prefix, best first. */
  List<Integer> rank(String prefix, List<String> history) {
    Map<Integer, Double> scores = new HashMap<>();
    recall(prefix, scores);
    List<Ranked> ranked = new ArrayList<>(scores.size());
    List<String> latest = history.subList(0, Math.min(HISTORY_READ, history.size()));
    Set<String> words = words(latest);
    scores.forEach(
        (id, score) -> ranked.add(new Ranked(id, score + personal(texts.get(id), latest, words))));
    ranked.sort(BEST_FIRST);
    return ranked.stream().map(Ranked::id).toList();
  }

  private void recall(String prefix, Map<Integer, Double> scores) {
    add(firstWords.matching(prefix), 0, scores);
    add(laterWords.matching(prefix), LATER_WORD_PENALTY, scores);
    if (scores.size() < FEW && prefix.length() >= SHORTEST_MENDED) {
      for (String mended : new Slips(prefix).mended()) {
        if (firstWords.anyMatching(mended)) {
          add(firstWords.matching(mended), MENDED_PENALTY, scores);
        }
      }
    }
  }

  private void add(int[] ids, double penalty, Map<Integer, Double> scores) {
    for (int id : ids) {
      scores.merge(id, StrictMath.log(1 + popularity[id]) - penalty, Math::max);
    }
  }

  private static double personal(String text, List<String> latest, Set<String> words) {
    if (latest.contains(text)) {
      return SEARCHED_BEFORE_BONUS;
    }
    for (String word : text.split(" ", -1)) {
      if (words.contains(word)) {
        return SHARED_WORD_BONUS;
      }
    }
    return 0;
  }

  private static Set<String> words(List<String> queries) {
    Set<String> words = new HashSet<>();
    for (String query : queries) {
      for (String word : query.split(" ", -1)) {
        // Shorter ones are mostly "of", "for" and sizes.
        if (word.length() > 3) {
          words.add(word);
        }
      }
    }
    return words;
  }

  private static double number(Map<String, ? extends Number> counts, String text) {
    Number count = counts.get(text);
    return count == null ? 0 : count.doubleValue();
  }
}
