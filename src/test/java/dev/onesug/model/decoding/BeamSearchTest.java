package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
  private static final int VOCABULARY = 24;
  private static final int MAX_STEPS = 12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void search_beamAsWideAsTheTrie_equalsExhaustiveSearch(long seed) {
    Random random = new Random(seed);
    int[][] queries =
        RandomQueries.of(
            random, 1 + random.nextInt(120), 1 + random.nextInt(7), 1 + random.nextInt(12));
    int limit = 1 + random.nextInt(40);

    List<Candidate> found = search(seed, queries, new SearchRequest(1024, limit));

    assertSame(found, new ExhaustiveSearch(seed, queries).search(query -> true, limit), queries);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void search_continuePrefix_isTheFilteredExhaustiveSearchWithUnchangedScores(long seed) {
    int[][] queries = RandomQueries.of(new Random(seed), 150, 5, 8);
    String typed = text(queries[0]).substring(0, Math.min(4, text(queries[0]).length()));

    List<Candidate> found =
        search(
            seed, queries, new SearchRequest(1024, 10, new ContinuePrefix(typed, Words::textOf)));

    assertThat(found).isNotEmpty();
    assertSame(
        found,
        new ExhaustiveSearch(seed, queries).search(query -> text(query).startsWith(typed), 10),
        queries);
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
  void search_withAPrior_isExhaustiveSearchWithTheSamePrior(long seed) {
    Random random = new Random(seed);
    int[][] queries = RandomQueries.of(random, 150, 5, 8);
    // Half of the seeds know something of the user; a query may be pointed at twice.
    Belief user = randomBelief(random, (int) (seed % 2) * 30, queries.length);
    Belief words = randomBelief(random, (int) (seed % 3) * 10, queries.length);
    String text = text(queries[0]);
    String typed =
        switch ((int) (seed % 4)) {
          case 0 -> "";
          case 1 -> "nothing continues this";
          default -> text.substring(0, Math.min(4, text.length()));
        };
    // Different tokens may spell the same text, and of equal tokens the first query counts.
    Map<List<Integer>, Integer> popularity = new HashMap<>();
    for (int query = queries.length - 1; query >= 0; query--) {
      popularity.put(Arrays.stream(queries[query]).boxed().toList(), popularity(query));
    }
    double all = popularity.values().stream().mapToInt(count -> count).sum();
    TokenTrie trie = TokenTrieBuilder.build(queries);
    Map<List<Integer>, Double> believed = new HashMap<>();
    popularity.forEach((query, count) -> believed.put(query, user.rest() * count / all));
    addShares(user, queries, trie, believed);
    Map<List<Integer>, Double> leaving = new HashMap<>();
    believed.forEach((query, share) -> leaving.put(query, words.rest() * share));
    addShares(words, queries, trie, leaving);
    double sum = leaving.values().stream().mapToDouble(share -> share).sum();
    double continuing =
        believed.entrySet().stream()
            .filter(
                entry ->
                    text(entry.getKey().stream().mapToInt(token -> token).toArray())
                        .startsWith(typed))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    ToDoubleFunction<int[]> oracle =
        query -> {
          List<Integer> tokens = Arrays.stream(query).boxed().toList();
          double mass =
              0.1 * leaving.get(tokens)
                  + (text(query).startsWith(typed) ? 0.9 * believed.get(tokens) / continuing : 0);
          return mass / ((continuing > 0 ? 0.9 : 0) + 0.1 * sum);
        };

    QueryPrior prior = new QueryPrior(trie, Words::textOf, BeamSearchTest::popularity);
    List<Candidate> found =
        search(
            seed,
            queries,
            new SearchRequest(1024, 20, Constraint.NONE, prior.given(typed, 0.1, user, words)));

    List<ExhaustiveSearch.Found> expected =
        new ExhaustiveSearch(seed, queries, oracle).search(query -> true, 20);
    assertThat(found)
        .extracting(Candidate::query)
        .containsExactlyElementsOf(expected.stream().map(ExhaustiveSearch.Found::query).toList());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-4));
    }
  }

  private static Belief randomBelief(Random random, int size, int queries) {
    return new Belief(
        random.ints(size, 0, queries).toArray(), random.doubles(size, 0, 0.03).toArray());
  }

  /** A query whose tokens an earlier one has is not in the trie: its share is nobody's. */
  private static void addShares(
      Belief belief, int[][] queries, TokenTrie trie, Map<List<Integer>, Double> shares) {
    for (int i = 0; i < belief.queries().length; i++) {
      int query = belief.queries()[i];
      if (trie.find(queries[query]) == query) {
        shares.merge(
            Arrays.stream(queries[query]).boxed().toList(), belief.shares()[i], Double::sum);
      }
    }
  }

  private static int popularity(int query) {
    return 1 + query * 7919 % 50;
  }

  @ParameterizedTest
  @CsvSource({"1, 16", "2, 5", "4, 16", "8, 3", "16, 16", "32, 16"})
  void search_narrowBeam_returnsAllowedQueriesOnceBestFirstWithExactScores(int width, int limit) {
    for (long seed = 0; seed < 20; seed++) {
      int[][] queries = RandomQueries.of(new Random(seed), 300, 6, 12);
      ExhaustiveSearch oracle = new ExhaustiveSearch(seed, queries);

      List<Candidate> found = search(seed, queries, new SearchRequest(width, limit));

      assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
      assertThat(found).extracting(Candidate::query).doesNotHaveDuplicates();
      assertThat(found).isSortedAccordingTo(Candidate.BEST_FIRST);
      for (Candidate candidate : found) {
        assertThat(candidate.tokens()).isEqualTo(queries[candidate.query()]);
        assertThat(candidate.score()).isCloseTo(oracle.score(candidate.tokens()), within(1e-9));
      }
    }
  }

  @Test
  void search_widerBeam_findsMoreOfTheBestQueries() {
    double narrow = 0;
    double wide = 0;
    for (long seed = 0; seed < 30; seed++) {
      int[][] queries = RandomQueries.of(new Random(seed), 300, 6, 12);
      narrow += sumOfScores(search(seed, queries, new SearchRequest(4, 8)));
      wide += sumOfScores(search(seed, queries, new SearchRequest(32, 8)));
    }
    assertThat(wide).isGreaterThan(narrow);
  }

  @Test
  void search_chainToTheEnd_needsNoStepForIt() {
    int[][] queries = {{5, 6, 7, 8}, {9, 10, 11, 12, 13}};
    HashDecoder decoder = new HashDecoder(3, VOCABULARY, MAX_STEPS);

    List<Candidate> found =
        BeamSearch.over(TokenTrieBuilder.build(queries)).search(decoder, new SearchRequest(4, 4));

    assertThat(decoder.steps()).isOne();
    assertThat(found).hasSize(2);
    assertThat(Math.exp(found.get(0).score()) + Math.exp(found.get(1).score()))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void search_oneQuery_needsNoStepAtAll() {
    HashDecoder decoder = new HashDecoder(3, VOCABULARY, MAX_STEPS);

    List<Candidate> found =
        BeamSearch.over(TokenTrieBuilder.build(new int[][] {{5, 6}}))
            .search(decoder, new SearchRequest(1, 1));

    assertThat(decoder.steps()).isZero();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).score()).isZero();
  }

  @Test
  void search_emptyTrie_findsNothing() {
    assertThat(search(1, new int[0][], new SearchRequest(2, 2))).isEmpty();
  }

  @Test
  void search_enoughFinishedAboveTheLive_stopsEarly() {
    int[][] queries = RandomQueries.of(new Random(4), 400, 8, 6);
    HashDecoder all = new HashDecoder(4, VOCABULARY, MAX_STEPS);
    HashDecoder one = new HashDecoder(4, VOCABULARY, MAX_STEPS);
    BeamSearch search = BeamSearch.over(TokenTrieBuilder.build(queries));

    search.search(all, new SearchRequest(64, 1024));
    search.search(one, new SearchRequest(64, 1));

    assertThat(one.steps()).isLessThan(all.steps());
  }

  @Test
  void search_moreTokensThanSteps_leavesOutWhatCannotBeFed() {
    int[][] queries = {{5, 6, 7}, {5, 6, 8}, {5, 9}};
    HashDecoder decoder = new HashDecoder(3, VOCABULARY, 2);

    List<Candidate> found =
        BeamSearch.over(TokenTrieBuilder.build(queries)).search(decoder, new SearchRequest(8, 8));

    assertThat(found).extracting(Candidate::query).containsExactly(2);
  }

  @Test
  void search_equalScores_areOrderedByQuery() {
    int[][] queries = {{7, 5}, {6}, {7, 4}, {5}};

    List<Candidate> found =
        BeamSearch.over(TokenTrieBuilder.build(queries))
            .search(new FlatDecoder(), new SearchRequest(8, 3));

    assertThat(found).extracting(Candidate::query).containsExactly(1, 3, 0);
    assertThat(found.get(0).score()).isCloseTo(Math.log(1 / 3.0), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void searchOpen_wideBeam_equalsExhaustiveSearchOverAllTexts(long seed) {
    int vocabulary = 7;
    int maxSteps = 4;
    int[][] all = allSequences(vocabulary, maxSteps - 1);
    List<Candidate> expected = new ArrayList<>();
    for (int[] tokens : all) {
      expected.add(new Candidate(Candidate.NO_QUERY, tokens, openScore(seed, tokens, vocabulary)));
    }
    expected.sort(Comparator.comparingDouble(Candidate::score).reversed());

    List<Candidate> found =
        BeamSearch.open()
            .search(
                new HashDecoder(seed, vocabulary, maxSteps),
                new SearchRequest(1024, 20, new ForbiddenTokens(0, HashDecoder.START, 3)));

    assertThat(found).hasSize(20);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).query()).isEqualTo(Candidate.NO_QUERY);
      assertThat(found.get(i).tokens()).isEqualTo(expected.get(i).tokens());
      assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-9));
    }
  }

  @Test
  void search_logitThatIsNotANumber_isAnError() {
    Decoder broken = new FlatDecoder(Float.NaN);
    TokenTrie trie = TokenTrieBuilder.build(new int[][] {{5}, {6}});

    assertThatThrownBy(() -> BeamSearch.over(trie).search(broken, new SearchRequest(2, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("decoder: log-normaliser of 2 logits: NaN (expected: a finite number)");
  }

  @Test
  void searchRequest_outOfRange_isRefused() {
    assertThatThrownBy(() -> new SearchRequest(0, 1))
        .hasMessage("beamWidth: 0 (expected: 1..1024)");
    assertThatThrownBy(() -> new SearchRequest(1, 1025))
        .hasMessage("limit: 1025 (expected: 1..1024)");
  }

  private static List<Candidate> search(long seed, int[][] queries, SearchRequest request) {
    return BeamSearch.over(TokenTrieBuilder.build(queries))
        .search(new HashDecoder(seed, VOCABULARY, MAX_STEPS), request);
  }

  private static void assertSame(
      List<Candidate> found, List<ExhaustiveSearch.Found> expected, int[][] queries) {
    assertThat(found)
        .extracting(Candidate::query)
        .containsExactlyElementsOf(expected.stream().map(ExhaustiveSearch.Found::query).toList());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-9));
      assertThat(found.get(i).tokens()).isEqualTo(queries[found.get(i).query()]);
    }
  }

  private static double sumOfScores(List<Candidate> found) {
    return found.stream().mapToDouble(candidate -> Math.max(candidate.score(), -50)).sum();
  }

  private static String text(int[] tokens) {
    StringBuilder text = new StringBuilder();
    Arrays.stream(tokens).forEach(token -> text.append(Words.textOf(token)));
    return text.toString().strip();
  }

  /** Every third token continues a word; words are of different lengths and share letters. */
  private static final class Words {
    private static final String[] TEXTS = {
      " a", " ab", "b", " b", " abc", "bc", " c", " ca", "a", " bb", " abca", "ca"
    };

    static String textOf(int token) {
      return TEXTS[token % TEXTS.length];
    }
  }

  private static int[][] allSequences(int vocabulary, int longest) {
    List<int[]> sequences = new ArrayList<>(List.of(new int[0]));
    List<int[]> all = new ArrayList<>();
    for (int length = 1; length <= longest; length++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] sequence : sequences) {
        for (int token = 4; token < vocabulary; token++) {
          int[] next = Arrays.copyOf(sequence, length);
          next[length - 1] = token;
          longer.add(next);
        }
      }
      all.addAll(longer);
      sequences = longer;
    }
    return all.toArray(int[][]::new);
  }

  private static double openScore(long seed, int[] tokens, int vocabulary) {
    double score = 0;
    for (int length = 0; length <= tokens.length; length++) {
      int[] before = Arrays.copyOf(tokens, length);
      double sum = 0;
      for (int token = 0; token < vocabulary; token++) {
        sum += Math.exp(HashDecoder.logit(seed, before, token));
      }
      int chosen = length < tokens.length ? tokens[length] : HashDecoder.END;
      score += HashDecoder.logit(seed, before, chosen) - Math.log(sum);
    }
    return score;
  }

  /** All choices are alike. */
  private record FlatDecoder(float logit) implements Decoder {
    FlatDecoder() {
      this(0);
    }

    @Override
    public float[] step(int[] parents, int[] tokens, int[] rows, int[] candidates) {
      float[] logits = new float[candidates.length];
      Arrays.fill(logits, logit);
      return logits;
    }

    @Override
    public float[] stepOpen(int[] parents, int[] tokens) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int startToken() {
      return HashDecoder.START;
    }

    @Override
    public int endToken() {
      return HashDecoder.END;
    }

    @Override
    public int vocabularySize() {
      return VOCABULARY;
    }

    @Override
    public int maxSteps() {
      return MAX_STEPS;
    }

    @Override
    public void close() {}
  }
}
