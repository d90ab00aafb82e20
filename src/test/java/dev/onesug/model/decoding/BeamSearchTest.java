package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
  private static final int VOCABULARY = 24;
  private static final int MAX_LENGTH = 12;

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

  /** About every third query is taken out; once all of them. */
  @ParameterizedTest
  @CsvSource({"41, 3", "42, 3", "43, 3", "44, 1"})
  void search_excludedQueries_isTheFilteredExhaustiveSearchWithUnchangedScores(
      long seed, int each) {
    int[][] queries = RandomQueries.of(new Random(seed), 150, 5, 8);
    BitSet out = new BitSet();
    for (int query = 0; query < queries.length; query++) {
      out.set(query, hash(queries[query]) % each == 0);
    }
    BeamSearch search = BeamSearch.over(TokenTrieBuilder.build(queries)).steered(out, Map.of());

    List<Candidate> found =
        search.search(new HashDecoder(seed, VOCABULARY, MAX_LENGTH), new SearchRequest(1024, 20));

    assertSame(
        found,
        new ExhaustiveSearch(seed, queries).search(query -> hash(query) % each != 0, 20),
        queries);
    assertThat(found.isEmpty()).isEqualTo(each == 1);
  }

  /** Factors above and below 1, of queries that are found, not found and excluded. */
  @ParameterizedTest
  @CsvSource({"51, 20", "52, 5", "53, 1", "54, 20", "55, 300"})
  void search_favouredQueries_isTheExhaustiveSearchWithTheirFactors(long seed, int limit) {
    Random random = new Random(seed);
    int[][] queries = RandomQueries.of(random, 150, 5, 8);
    BitSet out = new BitSet();
    Map<Integer, Double> logFactors = new HashMap<>();
    for (int query = 0; query < queries.length; query++) {
      out.set(query, hash(queries[query]) % 5 == 0);
      if (random.nextInt(3) == 0) {
        logFactors.put(query, Math.log(Math.pow(10, 3 * random.nextDouble() - 1)));
      }
    }
    TokenTrie trie = TokenTrieBuilder.build(queries);

    List<Candidate> found =
        BeamSearch.over(trie)
            .steered(out, logFactors)
            .search(new HashDecoder(seed, VOCABULARY, MAX_LENGTH), new SearchRequest(1024, limit));

    Map<Integer, Double> expected = new HashMap<>();
    for (ExhaustiveSearch.Found one :
        new ExhaustiveSearch(seed, queries).search(query -> hash(query) % 5 != 0, queries.length)) {
      expected.put(one.query(), one.score() + logFactors.getOrDefault(one.query(), 0.0));
    }
    assertThat(found)
        .extracting(Candidate::query)
        .containsExactlyElementsOf(
            expected.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList());
    for (Candidate candidate : found) {
      assertThat(candidate.score()).isCloseTo(expected.get(candidate.query()), within(1e-5));
    }
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
      assertThat(found)
          .isSortedAccordingTo(Comparator.comparingDouble(Candidate::score).reversed());
      for (Candidate candidate : found) {
        assertThat(candidate.tokens()).isEqualTo(queries[candidate.query()]);
        assertThat(candidate.score()).isCloseTo(oracle.score(candidate.tokens()), within(1e-9));
      }
    }
  }

  /** Meister, Vieira and Cotterell 2020, section 3: the order changes, the result does not. */
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 8", "3, 16", "8, 16", "16, 5"})
  void search_bestFirst_findsWhatABeamSearchStepByStepFinds(int width, int limit) {
    for (long seed = 0; seed < 20; seed++) {
      int[][] queries = RandomQueries.of(new Random(seed), 300, 6, 12);
      TokenTrie trie = TokenTrieBuilder.build(queries);

      List<Candidate> found = search(seed, queries, new SearchRequest(width, limit));

      long hashed = seed;
      StepwiseBeam stepwise =
          new StepwiseBeam(trie, before -> token -> HashDecoder.logit(hashed, before, token));
      assertThat(found)
          .extracting(Candidate::query)
          .containsExactlyElementsOf(stepwise.search(width, limit));
    }
  }

  @Test
  void search_priorThatKnows_isFedOnceAndFindsTheSame() {
    int[][] queries = RandomQueries.of(new Random(9), 300, 6, 12);
    QueryPrior prior =
        new QueryPrior(TokenTrieBuilder.build(queries), Words::textOf, BeamSearchTest::popularity);
    SearchRequest request = new SearchRequest(64, 16, Constraint.NONE, prior.given("", 0.1));
    FlatDecoder flat = new FlatDecoder();

    List<Candidate> found = BeamSearch.over(prior.trie()).search(flat, request);

    assertThat(flat.calls()).isOne();
    assertThat(found)
        .extracting(candidate -> popularity(candidate.query()))
        .containsExactlyElementsOf(
            IntStream.range(0, queries.length)
                .filter(query -> prior.trie().find(queries[query]) == query)
                .map(query -> -popularity(query))
                .sorted()
                .map(negative -> -negative)
                .limit(16)
                .boxed()
                .toList());
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
  void search_chainToTheEnd_isFedNothingOfIt() {
    int[][] queries = {{5, 6, 7, 8}, {9, 10, 11, 12, 13}};
    HashDecoder decoder = new HashDecoder(3, VOCABULARY, MAX_LENGTH);

    List<Candidate> found =
        BeamSearch.over(TokenTrieBuilder.build(queries)).search(decoder, new SearchRequest(4, 4));

    assertThat(decoder.calls()).isOne();
    assertThat(found).hasSize(2);
    assertThat(Math.exp(found.get(0).score()) + Math.exp(found.get(1).score()))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void search_oneQuery_isFedNothingAtAll() {
    HashDecoder decoder = new HashDecoder(3, VOCABULARY, MAX_LENGTH);

    List<Candidate> found =
        BeamSearch.over(TokenTrieBuilder.build(new int[][] {{5, 6}}))
            .search(decoder, new SearchRequest(1, 1));

    assertThat(decoder.calls()).isZero();
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
    HashDecoder all = new HashDecoder(4, VOCABULARY, MAX_LENGTH);
    HashDecoder one = new HashDecoder(4, VOCABULARY, MAX_LENGTH);
    BeamSearch search = BeamSearch.over(TokenTrieBuilder.build(queries));

    search.search(all, new SearchRequest(64, 1024));
    search.search(one, new SearchRequest(64, 1));

    assertThat(one.nodes()).isLessThan(all.nodes());
  }

  @Test
  void search_longerThanTheDecoderReads_leavesOutWhatCannotBeFed() {
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

  /** The same for queries of the same tokens, of which the trie has the first alone. */
  private static int hash(int[] query) {
    return Math.floorMod(Arrays.hashCode(query), 1000);
  }

  private static List<Candidate> search(long seed, int[][] queries, SearchRequest request) {
    return BeamSearch.over(TokenTrieBuilder.build(queries))
        .search(new HashDecoder(seed, VOCABULARY, MAX_LENGTH), request);
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

  /** All choices are alike. */
  private static final class FlatDecoder implements Decoder {
    private final float logit;
    private int calls;

    FlatDecoder() {
      this(0);
    }

    FlatDecoder(float logit) {
      this.logit = logit;
    }

    int calls() {
      return calls;
    }

    @Override
    public float[] extend(int[] parents, int[] tokens, int[] nodes, int[] candidates) {
      calls++;
      float[] logits = new float[candidates.length];
      Arrays.fill(logits, logit);
      return logits;
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
    public int maxLength() {
      return MAX_LENGTH;
    }

    @Override
    public void close() {}
  }
}
