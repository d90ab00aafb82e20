package dev.onesug.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.bundle.Pace;
import dev.onesug.model.bundle.TinyVersion;
import dev.onesug.model.seq2seq.ServingPrecision;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.Rules;
import dev.onesug.serving.rules.RulesInForce;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import dev.onesug.serving.versions.ServedModel.Keystroke;
import dev.onesug.serving.versions.ServedModel.Neighbour;
import dev.onesug.serving.versions.ServedModel.Neighbours;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real version of random weights: what rules take out is as if it had never been stored. */
class RuledModelTest {
  private static final RulesInForce NO_SHOES =
      Rules.inForce("rules: [{id: a, block: {words: [shoes]}}]");

  @TempDir static Path models;
  private static BundledModel model;

  @BeforeAll
  static void open() throws IOException {
    Path folder = TinyVersion.write(models, "tiny", 7);
    model = BundledModel.open(folder, "cpu", ServingPrecision.AUTO, 32, Pace.FULL);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void search_blockedQueries_isTheWholeListWithoutThem() {
    for (String typed : List.of("r", "red", "ph", "zz", "running shoes")) {
      List<GeneratedQuery> whole =
          search(model, typed, 16).stream().filter(one -> !one.text().contains("shoes")).toList();

      for (int limit : new int[] {1, 3, 16}) {
        List<GeneratedQuery> found = search(model.under(NO_SHOES), typed, limit);
        assertThat(found)
            .extracting(GeneratedQuery::text)
            .isEqualTo(whole.stream().map(GeneratedQuery::text).limit(limit).toList());
        assertThat(found.get(0).score()).isCloseTo(whole.get(0).score(), within(1e-4));
      }
    }
  }

  @Test
  void search_boostedQuery_comesUpByItsFactor() {
    RulesInForce boost = Rules.inForce("rules: [{id: a, boost: {factor: 1000, queries: [sofa]}}]");

    GeneratedQuery plain =
        search(model, "red", 16).stream()
            .filter(one -> one.text().equals("sofa"))
            .findAny()
            .orElseThrow();
    GeneratedQuery boosted =
        search(model.under(boost), "red", 16).stream()
            .filter(one -> one.text().equals("sofa"))
            .findAny()
            .orElseThrow();

    assertThat(boosted.score()).isCloseTo(plain.score() + Math.log(1000), within(1e-4));
  }

  @Test
  void completions_blockedQueries_theListIsStillFull() {
    ServedModel ruled = model.under(NO_SHOES);

    assertThat(ruled.completions(Prefix.of("r"), 2)).containsExactly("red phone case", "red");
    assertThat(ruled.mostPopular(3))
        .containsExactly("phone case", "red phone case", "t-shirt for men");
    assertThat(ruled.mostPopular(100)).hasSize(6);
  }

  @Test
  void related_blockedQueries_areNotRead() {
    Prefix prefix = Prefix.of("re");

    assertThat(model.related(prefix).queries()).extracting(Neighbour::text).contains("red shoes");
    assertThat(model.under(NO_SHOES).related(prefix).queries())
        .isNotEmpty()
        .noneMatch(one -> one.text().contains("shoes"));
  }

  @Test
  void under_sameRules_sameModel() {
    assertThat(model.under(NO_SHOES)).isSameAs(model.under(NO_SHOES));
    assertThat(model.under(NO_SHOES).under(RulesInForce.NONE)).isSameAs(model);
    assertThat(model.under(RulesInForce.NONE)).isSameAs(model);
  }

  @Test
  void under_nothingIsLeft_emptyLists() {
    ServedModel ruled =
        model.under(Rules.inForce("rules: [{id: a, only: {queries: [not stored]}}]"));

    assertThat(search(ruled, "red", 16)).isEmpty();
    assertThat(ruled.mostPopular(5)).isEmpty();
  }

  /** The same encoder input for all: what is compared is the search. */
  private static List<GeneratedQuery> search(ServedModel asked, String typed, int limit) {
    Prefix prefix = Prefix.of(typed);
    Neighbours related = model.related(prefix);
    int[] input = model.encoderInput(prefix, related, UserContext.ANONYMOUS);
    return asked
        .search(List.of(new Keystroke(prefix, related, UserContext.ANONYMOUS, input)), limit)
        .get(0);
  }
}
