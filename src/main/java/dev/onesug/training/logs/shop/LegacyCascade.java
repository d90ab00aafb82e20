package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The suggester that the shop has before OneSug: recall, then one ranking. Recall: popular
 * completions of the first word, popular completions of a later word, and, where both find nothing,
 * completions of the prefix with one slip mended. Ranking: popularity, the channel, and words
 * shared with the user's latest queries. Not safe for use by several threads.
 */
public final class LegacyCascade {
  private static final int RECALLED_PER_CHANNEL = 30;

  /** The most suggestions that one call ranks. */
  static final int RANKED = 16;

  private static final int SHORTEST_MENDED = 4;
  static final int HISTORY_READ = 3;

  private static final double LATER_WORD_PENALTY = 1.2;
  private static final double MENDED_PENALTY = 2;
  private static final double SEARCHED_BEFORE_BONUS = 1.5;
  private static final double SHARED_WORD_BONUS = 0.8;

  private final List<String> texts;
  private final double[] logPopularity;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Integer> wordIds = new HashMap<>();
  private final int[][] wordsOf;
  private final WordStarts firstWords;
  private final WordStarts laterWords;

  /** What the user searched last: queries (-1 for unknown ones) and their words. */
  private record Latest(int[] queries, int[] words) {}

  /** The queries are named by their place in the list. */
  LegacyCascade(List<String> texts, double[] popularity) {
    this.texts = texts;
    logPopularity = Arrays.stream(popularity).map(p -> StrictMath.log(1 + p)).toArray();
    wordsOf = new int[texts.size()][];
    for (int id = 0; id < wordsOf.length; id++) {
      ids.put(texts.get(id), id);
      wordsOf[id] = words(texts.get(id)).stream().mapToInt(Integer::intValue).toArray();
    }
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
   * @return at most {@code limit} queries, and never more than 16, best first
   */
  public List<String> suggest(String prefix, List<String> history, int limit) {
    return Arrays.stream(rank(prefix, history)).limit(limit).mapToObj(texts::get).toList();
  }

  /** The best {@link #RANKED} for a prefix, best first. */
  int[] rank(String prefix, List<String> history) {
    Latest latest = latest(history);
    BestFew best = new BestFew(RANKED);
    int[] completions = firstWords.matching(prefix);
    offer(completions, 0, latest, best);
    int[] later = laterWords.matching(prefix);
    offer(later, LATER_WORD_PENALTY, latest, best);
    if (completions.length + later.length == 0 && prefix.length() >= SHORTEST_MENDED) {
      for (String mended : new Mending(firstWords, prefix).mended()) {
        offer(firstWords.matching(mended), MENDED_PENALTY, latest, best);
      }
    }
    return best.ids();
  }

  private Latest latest(List<String> history) {
    List<String> queries = history.subList(0, Math.min(HISTORY_READ, history.size()));
    return new Latest(
        queries.stream().mapToInt(query -> ids.getOrDefault(query, -1)).toArray(),
        queries.stream().flatMap(query -> words(query).stream()).mapToInt(word -> word).toArray());
  }

  private void offer(int[] candidates, double penalty, Latest latest, BestFew best) {
    for (int id : candidates) {
      best.offer(id, logPopularity[id] - penalty + personal(id, latest));
    }
  }

  private double personal(int id, Latest latest) {
    if (latest.words.length == 0) {
      return 0;
    }
    if (contains(latest.queries, id)) {
      return SEARCHED_BEFORE_BONUS;
    }
    for (int word : wordsOf[id]) {
      if (contains(latest.words, word)) {
        return SHARED_WORD_BONUS;
      }
    }
    return 0;
  }

  /** A dozen numbers at most: reading them through is faster than any set. */
  private static boolean contains(int[] numbers, int wanted) {
    for (int number : numbers) {
      if (number == wanted) {
        return true;
      }
    }
    return false;
  }

  private List<Integer> words(String query) {
    List<Integer> words = new ArrayList<>();
    for (String word : query.split(" ", -1)) {
      // Shorter ones are mostly "of", "for" and sizes.
      if (word.length() > 3) {
        words.add(wordIds.computeIfAbsent(word, w -> wordIds.size()));
      }
    }
    return words;
  }

  private static double number(Map<String, ? extends Number> counts, String text) {
    Number count = counts.get(text);
    return count == null ? 0 : count.doubleValue();
  }
}
