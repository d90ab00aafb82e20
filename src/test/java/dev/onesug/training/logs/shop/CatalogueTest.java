package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.onesug.model.text.QueryText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
  private final Catalogue catalogue = Catalogue.load();

  @TempDir Path temp;

  @Test
  void load_catalogue_isLargeAndWhole() {
    assertThat(catalogue.typeNames()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(200);
    assertThat(catalogue.departments()).hasSize(12);
    assertThat(catalogue.types())
        .allSatisfy(type -> assertThat(catalogue.typeNames()).containsAll(type.goesWith()));
  }

  @Test
  void wishes_catalogue_areDistinctNormalAndRanked() {
    List<Wish> wishes = CatalogueQueries.of(catalogue);

    assertThat(wishes).hasSize(CatalogueQueries.SIZE);
    assertThat(new HashSet<>(wishes.stream().map(Wish::text).toList())).hasSameSizeAs(wishes);
    assertThat(wishes)
        .allSatisfy(wish -> assertThat(QueryText.normalise(wish.text())).isEqualTo(wish.text()));
    assertThat(wishes.stream().map(Wish::text).filter(text -> text.contains("jaguar")).toList())
        .contains("jaguar")
        .anySatisfy(text -> assertThat(text).endsWith("stuffed animal"))
        .anySatisfy(text -> assertThat(text).endsWith("laptop"));
  }

  @Test
  void phrases_catalogue_haveAtMostOneAttributeOfAKind() {
    Map<String, Integer> kinds = new HashMap<>();
    for (Catalogue.Type type : catalogue.types()) {
      for (Attribute attribute : type.attributes()) {
        kinds.put("attribute:" + type.department() + "/" + attribute.text(), attribute.kind());
      }
    }

    assertThat(catalogue.phrases().toList())
        .allSatisfy(
            phrase ->
                assertThat(phrase.features().stream().filter(kinds::containsKey).map(kinds::get))
                    .as(phrase.text())
                    .doesNotHaveDuplicates())
        .anySatisfy(phrase -> assertThat(phrase.text()).isEqualTo("small wireless keyboard"))
        .anySatisfy(phrase -> assertThat(phrase.text()).isEqualTo("pink mango phone case"))
        .anySatisfy(phrase -> assertThat(phrase.text()).isEqualTo("racing switch game for kids"));
  }

  @Test
  void wishes_catalogue_nameOneColourOneMaterialOneAudienceAndNoWordTwiceInARow() {
    List<Set<String>> exclusive =
        List.of(
            Set.of("black", "white", "red", "blue", "green", "pink", "navy", "brown"),
            Set.of("leather", "silicone", "wooden", "metal", "cotton", "silk", "denim", "fleece"),
            Set.of("womens", "mens", "kids", "girls", "boys", "toddlers", "adults"));

    for (Wish wish : CatalogueQueries.of(catalogue)) {
      List<String> words = List.of(wish.text().split(" "));
      for (Set<String> kind : exclusive) {
        assertThat(words.stream().filter(kind::contains)).as(wish.text()).hasSizeLessThan(2);
      }
      for (int i = 1; i < words.size(); i++) {
        assertThat(words.get(i)).as(wish.text()).isNotEqualTo(words.get(i - 1));
      }
    }
  }

  @Test
  void popularityCurve_measuredRanks_givesTheMeasuredCounts() {
    assertThat(PopularityCurve.count(1)).isCloseTo(987, offset(1e-6));
    assertThat(PopularityCurve.count(100)).isCloseTo(222, offset(1e-6));
    assertThat(PopularityCurve.count(20_000)).isCloseTo(8, offset(1e-6));
    assertThat(PopularityCurve.count(600)).isBetween(80.0, 116.0);
    assertThat(PopularityCurve.count(300_000)).isBetween(0.5, 2.0);
  }

  @Test
  void queryReader_realQuery_findsHeadAndLean() {
    Wish wish = QueryReader.read("womens running shoes for winter", 3);

    assertThat(wish.topics()).containsExactly("shoe");
    assertThat(wish.features()).containsExactly("women", "running", "shoe", "winter");
    assertThat(wish.traits().female()).isEqualTo(1);
    assertThat(wish.traits().cold()).isEqualTo(1);
  }

  @Test
  void queryFile_headerGzipAndPlain_addsCountsAndKeepsEnglish() throws IOException {
    Path plain = Files.writeString(temp.resolve("plain.tsv"), "Red  Lamp\t3\nlamp\nlamp\t2\n");
    Path zipped = temp.resolve("zipped.tsv.gz");
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      bytes.write(
          "query\tlang\tsplit\nlamp\ten\ttrain\nl\u00e1mpara\tes\ttrain\n"
              .getBytes(StandardCharsets.UTF_8));
    }

    assertThat(QueryFile.readAll(List.of(plain, zipped)))
        .isEqualTo(Map.of("red lamp", 3L, "lamp", 4L));
  }

  @Test
  void queryFile_badCount_namesFileLineAndValue() throws IOException {
    Path file = Files.writeString(temp.resolve("bad.tsv"), "lamp\t1\nrug\tmany\n");

    assertThatThrownBy(() -> QueryFile.readAll(List.of(file)))
        .hasMessageEndingWith("bad.tsv:2: count: many (expected: a whole number from 1)");
  }
}
