package dev.onesug.benchmark;

import dev.onesug.model.decoding.QueryPrior;
import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.decoding.TokenTrieBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Queries that have the shape of real ones, without being any: words of one to three pieces, one to
 * five words a query, words and queries as frequent as Zipf's law says. The same at every run.
 */
final class GeneratedShop {
  private static final int QUERIES = 42_000;
  private static final int WORDS = 12_000;
  private static final int PIECES = 8_192 - Geometry.FIRST_TOKEN;
  private static final int BEGINNINGS = PIECES * 3 / 5;
  private static final int MOST_SEARCHED = 100_000;

  /** Cumulative shares of one, two, three, four and five words a query. */
  private static final double[] WORDS_A_QUERY = {0.15, 0.5, 0.8, 0.95, 1};

  /** Cumulative shares of one, two and three pieces a word. */
  private static final double[] PIECES_A_WORD = {0.6, 0.9, 1};

  private static final String CONSONANTS = "bcdfghjklmnprstv";
  private static final String VOWELS = "aeiou";

  private final int[][] queries;
  private final TokenTrie trie;
  private final QueryPrior prior;
  private final Zipf popularity = new Zipf(QUERIES);

  GeneratedShop() {
    SplittableRandom random = new SplittableRandom(11);
    queries = queries(random, words(random));
    trie = TokenTrieBuilder.build(queries);
    prior = new QueryPrior(trie, GeneratedShop::textOf, query -> MOST_SEARCHED / (query + 1));
  }

  private static int[][] words(SplittableRandom random) {
    Zipf beginnings = new Zipf(BEGINNINGS);
    Zipf continuations = new Zipf(PIECES - BEGINNINGS);
    int[][] words = new int[WORDS][];
    for (int word = 0; word < WORDS; word++) {
      words[word] = new int[1 + drawn(random, PIECES_A_WORD)];
      words[word][0] = Geometry.FIRST_TOKEN + beginnings.draw(random);
      for (int i = 1; i < words[word].length; i++) {
        words[word][i] = Geometry.FIRST_TOKEN + BEGINNINGS + continuations.draw(random);
      }
    }
    return words;
  }

  private static int[][] queries(SplittableRandom random, int[][] words) {
    Zipf frequency = new Zipf(WORDS);
    Set<List<Integer>> distinct = new HashSet<>();
    List<int[]> queries = new ArrayList<>();
    while (queries.size() < QUERIES) {
      int[] query =
          IntStream.rangeClosed(0, drawn(random, WORDS_A_QUERY))
              .flatMap(i -> IntStream.of(words[frequency.draw(random)]))
              .toArray();
      if (distinct.add(IntStream.of(query).boxed().toList())) {
        queries.add(query);
      }
    }
    return queries.toArray(int[][]::new);
  }

  /** An index into cumulative shares. */
  private static int drawn(SplittableRandom random, double[] cumulative) {
    double drawn = random.nextDouble();
    int index = 0;
    while (drawn >= cumulative[index]) {
      index++;
    }
    return index;
  }

  /** Two or three syllables, different for every token. */
  static String textOf(int token) {
    int number = token - Geometry.FIRST_TOKEN;
    if (number < 0) {
      return "";
    }
    StringBuilder text = new StringBuilder(number < BEGINNINGS ? " " : "");
    int syllables = CONSONANTS.length() * VOWELS.length();
    for (int rest = number; rest > 0 || text.length() < 2; rest /= syllables) {
      int syllable = rest % syllables;
      text.append(CONSONANTS.charAt(syllable % CONSONANTS.length()));
      text.append(VOWELS.charAt(syllable / CONSONANTS.length()));
    }
    return text.toString();
  }

  TokenTrie trie() {
    return trie;
  }

  QueryPrior prior() {
    return prior;
  }

  /** Beginnings of queries, as often asked for as these, cut anywhere after the first letter. */
  List<Keystroke> keystrokes(int count) {
    SplittableRandom random = new SplittableRandom(12);
    return IntStream.range(0, count).mapToObj(i -> keystroke(random)).toList();
  }

  private Keystroke keystroke(SplittableRandom random) {
    int[] query = queries[popularity.draw(random)];
    String text =
        IntStream.of(query)
            .mapToObj(GeneratedShop::textOf)
            .collect(Collectors.joining())
            .stripLeading();
    String typed = text.substring(0, 1 + random.nextInt(text.length()));
    return new Keystroke(typed, input(typed, random));
  }

  /** A token for each typed letter, then other queries, as the context that a shop would add. */
  private int[] input(String typed, SplittableRandom random) {
    int[] input = new int[Geometry.INPUT_TOKENS];
    for (int i = 0; i < input.length; ) {
      if (i < typed.length()) {
        input[i] = Geometry.FIRST_TOKEN + typed.charAt(i);
        i++;
      } else {
        int[] query = queries[popularity.draw(random)];
        int added = Math.min(query.length, input.length - i);
        System.arraycopy(query, 0, input, i, added);
        i += added;
      }
    }
    return input;
  }
}
