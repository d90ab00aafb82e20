package dev.onesug.model.related;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.semanticid.SemanticId;
import dev.onesug.model.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryIndexTest {
  private static final List<IndexedQuery> QUERIES = SmallIndex.queries(300, 8);
  private static final List<float[]> VECTORS = SmallIndex.vectors(300, 9);

  @TempDir Path folder;
  private QueryIndex index;

  @BeforeEach
  void build() throws IOException {
    new IndexBuilder(SmallIndex.QUANTIZER, RelatedSettings.DEFAULT)
        .queries(QUERIES, VECTORS)
        .prefixes(
            List.of(new ObservedPrefix("b", Map.of(QUERIES.get(0).text(), 3, "not stored", 1))),
            List.of(VECTORS.get(5)))
        .write(folder);
    index = QueryIndex.open(folder);
  }

  @Test
  void open_everyQuery_isAsItWasGiven() {
    assertThat(index.size()).isEqualTo(300);
    for (int i = 0; i < QUERIES.size(); i++) {
      IndexedQuery query = QUERIES.get(i);
      int id = index.find(query.text()).orElseThrow();
      assertThat(index.text(id)).isEqualTo(query.text());
      assertThat(index.popularity(id)).isEqualTo(query.popularity());
      assertThat(index.tokens(id)).isEqualTo(query.tokens());
      assertThat(index.trie().find(query.tokens())).isEqualTo(id);
      assertThat(index.semanticId(id)).isEqualTo(SmallIndex.QUANTIZER.quantize(VECTORS.get(i)));
    }
    assertThat(index.settings()).isEqualTo(RelatedSettings.DEFAULT);
  }

  @Test
  void find_absentText_isEmpty() {
    for (String text : List.of("", "zzz", "a\0", QUERIES.get(0).text() + "x")) {
      assertThat(index.find(text)).isEqualTo(OptionalInt.empty());
    }
  }

  @Test
  void completions_anyPrefix_equalBruteForce() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      String prefix = i == 0 ? "" : SmallIndex.text(random, 1 + random.nextInt(3));
      int count = random.nextInt(40);
      List<String> expected =
          QUERIES.stream()
              .filter(query -> query.text().startsWith(prefix))
              .sorted(
                  Comparator.comparing(IndexedQuery::popularity)
                      .reversed()
                      .thenComparing(IndexedQuery::text, SortedTexts.ORDER))
              .limit(count)
              .map(IndexedQuery::text)
              .toList();
      assertThat(Arrays.stream(index.completions(prefix, count)).mapToObj(index::text))
          .containsExactlyElementsOf(expected);
    }
    assertThat(index.mostPopular(7)).isEqualTo(index.completions("", 7));
  }

  @Test
  void startingWith_anyPrefix_countsWhatBruteForceFinds() {
    Random random = new Random(4);
    for (int i = 0; i < 300; i++) {
      String prefix = i == 0 ? "" : SmallIndex.text(random, 1 + random.nextInt(3));
      Matches found = index.startingWith(prefix);
      long searches =
          QUERIES.stream()
              .filter(query -> query.text().startsWith(prefix))
              .mapToLong(query -> Math.max(1, query.popularity()))
              .sum();
      assertThat(found.popular().total()).isEqualTo(searches);
      assertThat(found.isEmpty()).isEqualTo(searches == 0);
      assertThat(IntStream.range(0, index.size()))
          .allSatisfy(
              query ->
                  assertThat(found.holds().test(query))
                      .isEqualTo(index.text(query).startsWith(prefix)));
    }
    assertThat(index.startingWith("").popular().total()).isEqualTo(index.searches());
  }

  @Test
  void nearest_anyIdAndVector_equalsBruteForce() {
    Random random = new Random(6);
    for (int i = 0; i < 100; i++) {
      float[] vector = SmallIndex.vector(random);
      SemanticId wanted = SemanticId.of(random.nextInt(5), random.nextInt(5), random.nextInt(5));
      assertThat(index.nearest(wanted, vector, 20)).isEqualTo(bruteForce(wanted, vector, 20));
    }
  }

  /** All queries that share a code, those that share more first, then the nearer. */
  private List<NearQuery> bruteForce(SemanticId wanted, float[] vector, int count) {
    return IntStream.range(0, index.size())
        .filter(query -> shared(wanted, query) > 0)
        .mapToObj(query -> new NearQuery(query, index.cosine(query, vector)))
        .sorted(
            Comparator.<NearQuery>comparingInt(near -> -shared(wanted, near.query()))
                .thenComparing(near -> -near.cosine())
                .thenComparing(near -> -index.popularity(near.query()))
                .thenComparing(NearQuery::query))
        .limit(count)
        .toList();
  }

  private int shared(SemanticId wanted, int query) {
    return index.semanticId(query).sharedLevels(wanted);
  }

  @Test
  void nearest_ofAQuery_isWhatItsVectorFindsButItself() {
    for (int query = 0; query < 50; query++) {
      int itself = query;
      assertThat(index.nearest(query, 20))
          .isEqualTo(
              bruteForce(index.semanticId(query), index.vector(query), 300).stream()
                  .filter(near -> near.query() != itself)
                  .limit(20)
                  .toList());
    }
  }

  @Test
  void known_storedPrefix_hasItsFollowers() {
    KnownPrefix known = index.known("b");
    assertThat(known).isNotNull();
    assertThat(known.coOccurring())
        .containsExactly(index.find(QUERIES.get(0).text()).orElseThrow());
    assertThat(known.counts()).containsExactly(3);
    assertThat(index.known("")).isNull();
    assertThat(index.known("a")).isNull();
    assertThat(index.knownPrefixes()).isEqualTo(1);
  }

  @Test
  void queries_sameTextTwice_isRefused() {
    List<IndexedQuery> twice = List.of(QUERIES.get(0), QUERIES.get(0));
    IndexBuilder builder = new IndexBuilder(SmallIndex.QUANTIZER, RelatedSettings.DEFAULT);
    assertThatThrownBy(() -> builder.queries(twice, VECTORS.subList(0, 2)))
        .hasMessageContaining(QUERIES.get(0).text())
        .hasMessageContaining("(expected: each once, in order)");
  }

  @Test
  void open_cutAnywhere_isRefusedByName() throws IOException {
    Path file = folder.resolve(QueryIndex.FILE);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, 31, 32, 500, whole.length / 2, whole.length - 1}) {
      Path cut = Files.createDirectories(folder.resolve("cut" + length));
      Files.write(cut.resolve(QueryIndex.FILE), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> QueryIndex.open(cut))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(cut.resolve(QueryIndex.FILE).toString());
    }
  }

  @Test
  void open_alteredAnywhere_isRefusedByName() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(QueryIndex.FILE));
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      byte[] altered = whole.clone();
      // The last four bytes of the header are unused.
      int at = i < 28 ? i : 32 + random.nextInt(whole.length - 32);
      altered[at] ^= (byte) (1 << random.nextInt(8));
      Path other = Files.createDirectories(folder.resolve("altered" + i));
      Files.write(other.resolve(QueryIndex.FILE), altered);
      assertThatThrownBy(() -> QueryIndex.open(other))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(other.resolve(QueryIndex.FILE).toString());
    }
  }

  @Test
  void open_noFile_isRefusedByName() {
    assertThatThrownBy(() -> QueryIndex.open(folder.resolve("nowhere")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void open_noQueries_answersNothing() throws IOException {
    Path empty = folder.resolve("empty");
    new IndexBuilder(SmallIndex.QUANTIZER, RelatedSettings.DEFAULT)
        .queries(List.of(), List.of())
        .write(empty);
    QueryIndex none = QueryIndex.open(empty);
    assertThat(none.size()).isZero();
    assertThat(none.mostPopular(5)).isEmpty();
    assertThat(none.find("a")).isEmpty();
  }

  @Test
  void withWord_everyWordOfManyQueries_equalsBruteForce() throws IOException {
    List<IndexedQuery> queries = SmallIndex.queries(300, 12);
    new IndexBuilder(SmallIndex.QUANTIZER, RelatedSettings.DEFAULT)
        .queries(queries, SmallIndex.vectors(300, 9))
        .write(folder);
    QueryIndex large = QueryIndex.open(folder);
    for (String word : List.of("a", "b", "c", "ca", "cb", "é", "zzz")) {
      List<IndexedQuery> having =
          queries.stream().filter(query -> Words.of(query.text()).contains(word)).toList();
      Postings found = large.withWord(word);
      if (having.size() < 2) {
        assertThat(found.size()).isZero();
      } else {
        assertThat(Arrays.stream(found.queries()).mapToObj(large::text))
            .containsExactlyInAnyOrderElementsOf(having.stream().map(IndexedQuery::text).toList());
        assertThat(found.total())
            .isEqualTo(having.stream().mapToInt(query -> Math.max(1, query.popularity())).sum());
      }
    }
  }
}
