package dev.onesug.model.related;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.related.Related.Origin;
import dev.onesug.model.related.Related.RelatedQuery;
import dev.onesug.model.text.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelatedQueriesTest {
  private static final List<IndexedQuery> QUERIES = SmallIndex.queries(300, 8);
  private static final List<float[]> VECTORS = SmallIndex.vectors(300, 9);
  private static final String FREQUENT = QUERIES.get(10).text();
  private static final String ONCE = QUERIES.get(20).text();
  private static final float[] TYPED = SmallIndex.vector(new Random(30));

  @TempDir Path folder;
  private QueryIndex index;
  private RelatedQueries related;

  @BeforeEach
  void build() throws IOException {
    new IndexBuilder(SmallIndex.QUANTIZER, RelatedSettings.DEFAULT)
        .queries(QUERIES, VECTORS)
        .prefixes(List.of(new ObservedPrefix("a", Map.of(FREQUENT, 4, ONCE, 1))), List.of(TYPED))
        .write(folder);
    index = QueryIndex.open(folder);
    related = new RelatedQueries(index, SmallIndex.QUANTIZER, text -> TYPED);
  }

  private int id(String text) {
    return index.find(text).orElseThrow();
  }

  private static List<Origin> origins(Related related) {
    return related.queries().stream().map(RelatedQuery::origin).toList();
  }

  @Test
  void lookup_knownPrefix_mixesByTheShares() {
    Related known = related.lookup(Prefix.of("A"));
    assertThat(known.source()).isEqualTo(Related.Source.KNOWN);
    assertThat(known.ids()).hasSize(10).doesNotHaveDuplicates();
    assertThat(known.queries().get(1))
        .isEqualTo(new RelatedQuery(id(FREQUENT), Origin.CO_OCCURRENCE));
    assertThat(origins(known).stream().filter(Origin.SEMANTIC::equals)).hasSize(5);
    assertThat(origins(known).stream().filter(Origin.CO_OCCURRENCE::equals).count())
        .isLessThanOrEqualTo(2);
  }

  @Test
  void lookup_knownPrefix_hasTheBlendedId() {
    float[] blended = new float[SmallIndex.VECTOR];
    double norm = 0;
    for (int d = 0; d < blended.length; d++) {
      blended[d] = 0.5f * TYPED[d] + 0.25f * (VECTORS.get(10)[d] + VECTORS.get(20)[d]);
      norm += blended[d] * blended[d];
    }
    for (int d = 0; d < blended.length; d++) {
      blended[d] /= (float) Math.sqrt(norm);
    }
    assertThat(related.lookup(Prefix.of("a")).semanticId())
        .isEqualTo(SmallIndex.QUANTIZER.quantize(blended));
  }

  @Test
  void lookup_unseenPrefix_isEncodedAndHasNoFollowers() {
    Related unseen = related.lookup(Prefix.of("b"));
    assertThat(unseen.source()).isEqualTo(Related.Source.ENCODED);
    assertThat(unseen.semanticId()).isEqualTo(SmallIndex.QUANTIZER.quantize(TYPED));
    assertThat(origins(unseen)).containsOnly(Origin.SEMANTIC, Origin.LEXICAL);
    assertThat(unseen.ids()).doesNotHaveDuplicates();
    for (RelatedQuery query : unseen.queries()) {
      if (query.origin() == Origin.LEXICAL) {
        assertThat(index.text(query.query())).startsWith("b");
      }
    }
  }

  @Test
  void lookup_nothingContinuesTheText_semanticFillsUp() {
    Related unseen = related.lookup(Prefix.of("no such thing"));
    assertThat(origins(unseen)).containsOnly(Origin.SEMANTIC);
    List<NearQuery> near = index.nearest(unseen.semanticId(), TYPED, 32);
    assertThat(unseen.near()).isEqualTo(near);
    assertThat(unseen.ids())
        .containsExactly(near.stream().limit(10).mapToInt(NearQuery::query).toArray());
  }

  @Test
  void nearest_vectorOfAPrefix_isThatOfTheTextAlone() {
    float[] vector = related.vector(Prefix.of("a"));
    assertThat(vector).isEqualTo(TYPED);
    // "a" is known and would have what followed it in its vector; "b" is not.
    assertThat(related.nearest(vector, 32)).isEqualTo(related.lookup(Prefix.of("b")).near());
  }

  @Test
  void lookupExcluding_onlyObservation_isNotAFollower() {
    Related without = related.lookupExcluding(Prefix.of("a"), id(ONCE));
    assertThat(without.queries())
        .doesNotContain(new RelatedQuery(id(ONCE), Origin.CO_OCCURRENCE))
        .contains(new RelatedQuery(id(FREQUENT), Origin.CO_OCCURRENCE));
    float[] blended =
        new PrefixVector(RelatedSettings.DEFAULT, index::vector).blended(TYPED, id(FREQUENT));
    assertThat(without.semanticId()).isEqualTo(SmallIndex.QUANTIZER.quantize(blended));
    assertThat(without.near()).isEqualTo(index.nearest(without.semanticId(), blended, 32));
  }

  @Test
  void lookup_knownPrefix_hasStoredWhatASearchWouldFind() {
    Related known = related.lookup(Prefix.of("a"));
    float[] blended =
        new PrefixVector(RelatedSettings.DEFAULT, index::vector)
            .blended(TYPED, id(FREQUENT), id(ONCE));
    assertThat(known.near()).hasSizeGreaterThan(10);
    // The index was built with the whole vectors, of which it keeps eight bits a number.
    for (NearQuery near : known.near()) {
      assertThat(near.cosine()).isCloseTo(index.cosine(near.query(), blended), within(0.02f));
    }
  }

  @Test
  void lookupExcluding_prefixThatWouldNotBeKnown_isEncoded() throws IOException {
    Path other = folder.resolve("other");
    new IndexBuilder(SmallIndex.QUANTIZER, RelatedSettings.DEFAULT)
        .queries(QUERIES, VECTORS)
        .prefixes(List.of(new ObservedPrefix("a", Map.of(FREQUENT, 3))), List.of(TYPED))
        .write(other);
    RelatedQueries few =
        new RelatedQueries(QueryIndex.open(other), SmallIndex.QUANTIZER, text -> TYPED);
    assertThat(few.lookup(Prefix.of("a")).source()).isEqualTo(Related.Source.KNOWN);
    assertThat(few.lookupExcluding(Prefix.of("a"), id(FREQUENT)).source())
        .isEqualTo(Related.Source.ENCODED);
  }

  @Test
  void settings_sharesThatFillTheWhole_areTaken() {
    assertThat(new RelatedSettings(4, 0.9, 0.1, 0.5, 10, 0, 0, 3, 2).share(Origin.LEXICAL))
        .isBetween(0.0, 1e-9);
    assertThatThrownBy(() -> new RelatedSettings(4, 0.9, 0.2, 0.5, 10, 0, 0, 3, 2))
        .hasMessageStartingWith("semanticShare + coOccurrenceShare: 1.1");
  }

  @Test
  void lookupExcluding_frequentOrForeignTarget_equalsLookup() {
    Related plain = related.lookup(Prefix.of("a"));
    assertThat(related.lookupExcluding(Prefix.of("a"), id(FREQUENT))).isEqualTo(plain);
    assertThat(related.lookupExcluding(Prefix.of("a"), id(QUERIES.get(30).text())))
        .isEqualTo(plain);
    assertThat(related.lookupExcluding(Prefix.of("b"), id(ONCE)))
        .isEqualTo(related.lookup(Prefix.of("b")));
  }

  @Test
  void known_settings_keepTheMostFrequent() {
    RelatedSettings settings = new RelatedSettings(10, 0.5, 0.25, 0.5, 10, 32, 32, 3, 2);
    List<ObservedPrefix> observed =
        List.of(
            new ObservedPrefix("rare", Map.of("x", 2)),
            new ObservedPrefix("some", Map.of("x", 2, "y", 1)),
            new ObservedPrefix("more", Map.of("x", 5)),
            new ObservedPrefix("most", Map.of("x", 9)));
    assertThat(settings.known(observed))
        .extracting(ObservedPrefix::text)
        .containsExactly("most", "more");
  }
}
