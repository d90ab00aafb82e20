package dev.onesug.model.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.prior.Evidence.Kind;
import dev.onesug.model.prior.EvidenceWeights.ByKind;
import dev.onesug.model.related.NearQuery;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.SmallIndex;
import dev.onesug.model.text.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryEvidenceTest {
  private static final Map<String, Integer> SEARCHES =
      Map.of("red shoes", 6, "blue shoes", 3, "shoe rack", 1, "red phone", 2, "sofa", 8);
  private static final EvidenceWeights WEIGHTS =
      new EvidenceWeights(
          0.5,
          new ByKind(List.of(0.1, 0.1), List.of(0.2), List.of(0.3, 0.1), List.of()),
          new ByKind(List.of(0.05), List.of(0.02), List.of(), List.of()));

  @TempDir Path folder;
  private QueryIndex index;
  private HistoryEvidence evidence;

  @BeforeEach
  void build() throws IOException {
    SmallIndex.write(
        folder,
        SEARCHES,
        Map.of("red shoes", Map.of("shoe rack", 3, "sofa", 1), "sofa", Map.of("red shoes", 1)));
    index = QueryIndex.open(folder);
    evidence = new HistoryEvidence(index, WEIGHTS);
  }

  @Test
  void of_knownQuery_pointsAtItselfItsSessionsAndItsWords() {
    List<Evidence> found = evidence.of(session("red shoes"));

    assertThat(found)
        .extracting(Evidence::kind)
        .containsExactly(Kind.REPEATED, Kind.SESSION, Kind.WORD);
    assertThat(shares(found.get(0))).containsExactly(Map.entry("red shoes", 1.0));
    // One that was not seen yet counts as one: 3 and 1 of 5.
    assertThat(shares(found.get(1)))
        .containsOnly(Map.entry("shoe rack", 3 / 5.0), Map.entry("sofa", 1 / 5.0));
    // "red" is in 8 of 20 searches, "shoes" in 9; without the query itself they leave 2 and 3.
    double red = Math.log(20 / 8.0);
    double shoes = Math.log(20 / 9.0);
    assertThat(found.get(2).queries().share(id("red phone")))
        .isCloseTo(red / (red + shoes) * 2 / 3, within(1e-12));
    assertThat(found.get(2).queries().share(id("blue shoes")))
        .isCloseTo(shoes / (red + shoes) * 3 / 4, within(1e-12));
    assertThat(found.get(2).queries().share(id("red shoes"))).isZero();
  }

  @Test
  void withoutOne_onlySearchOfTheTarget_isNotEvidenceForIt() {
    int sofa = id("sofa");
    Distribution session = evidence.withoutOne(session("red shoes"), sofa).get(1).queries();
    assertThat(session.share(sofa)).isZero();
    assertThat(session.share(id("shoe rack"))).isEqualTo(3 / 4.0);

    int phone = id("red phone");
    List<Evidence> found = evidence.withoutOne(session("red sandals"), phone);
    assertThat(found).extracting(Evidence::kind).containsExactly(Kind.WORD);
    Distribution words = found.get(0).queries();
    assertThat(words.share(phone)).isEqualTo(1 / 8.0);
    assertThat(words.share(id("red shoes"))).isEqualTo(6 / 8.0);
  }

  @Test
  void of_historyDeeperThanTheWeights_isReadAsFarAsTheyReach() {
    List<Evidence> found = evidence.of(session("sofa", "blue shoes", "red shoes"));
    assertThat(found)
        .extracting(one -> one.kind() + " " + one.recency())
        .containsExactly("REPEATED 0", "SESSION 0", "REPEATED 1", "WORD 1");
  }

  @Test
  void of_earlierSessions_haveWeightsAndRecencyOfTheirOwn() {
    List<Evidence> found = evidence.of(new History(List.of("blue shoes", "red shoes", "sofa"), 1));
    assertThat(found)
        .extracting(one -> one.kind() + " " + one.inSession() + " " + one.recency())
        .containsExactly("REPEATED true 0", "WORD true 0", "REPEATED false 0", "SESSION false 0");
    Belief belief = WEIGHTS.belief(found);
    double weights = 0.5 + 0.1 + 0.3 + 0.05 + 0.02;
    assertThat(share(belief, "sofa")).isCloseTo(0.02 / weights / 5, within(1e-12));
  }

  @Test
  void withoutOne_earlierSession_neverCountedTheTargetWithIt() {
    int sofa = id("sofa");
    List<Evidence> found = evidence.withoutOne(new History(List.of("red shoes"), 0), sofa);
    assertThat(found.get(1).kind()).isEqualTo(Kind.SESSION);
    assertThat(found.get(1).queries().share(sofa)).isEqualTo(1 / 5.0);
  }

  @Test
  void of_nearQueries_countBySearchesAndCosine() {
    EvidenceWeights onlyNear =
        new EvidenceWeights(
            0.5, new ByKind(List.of(), List.of(), List.of(), List.of(0.5)), ByKind.NONE);
    HistoryEvidence nearness = new HistoryEvidence(index, onlyNear);
    int compared = 0;
    for (String earlier : SEARCHES.keySet()) {
      List<NearQuery> near = index.nearest(id(earlier), 32);
      double sum = near.stream().mapToDouble(this::weight).sum();
      for (NearQuery one : near) {
        Evidence found = nearness.of(session(earlier)).get(0);
        assertThat(found.kind()).isEqualTo(Kind.NEAR);
        assertThat(found.queries().share(id(earlier))).isZero();
        assertThat(found.queries().share(one.query())).isCloseTo(weight(one) / sum, within(1e-5));
        compared++;
      }
      // A query that was searched once only is nothing before that search.
      int rack = id("shoe rack");
      assertThat(nearness.withoutOne(session(earlier), rack))
          .allSatisfy(one -> assertThat(one.queries().share(rack)).isZero());
    }
    assertThat(compared).isPositive();
  }

  private double weight(NearQuery near) {
    return index.popularity(near.query()) * Math.exp(near.cosine() / 0.08);
  }

  @Test
  void of_unknownWords_isNothing() {
    assertThat(evidence.of(History.NONE)).isEmpty();
    assertThat(evidence.of(session("kitchen sink", ""))).isEmpty();
  }

  @Test
  void belief_someEvidenceMissing_sharesItsWeightOut() {
    Belief belief = WEIGHTS.belief(evidence.of(session("red shoes")));
    double weights = 0.5 + 0.1 + 0.2 + 0.3;
    assertThat(share(belief, "sofa")).isCloseTo(0.2 / weights / 5, within(1e-12));
    assertThat(WEIGHTS.belief(List.of()).queries()).isEmpty();
  }

  @Test
  void share_ofOneQuery_isItsPartOfTheBeliefAndOfPopularity() {
    List<Evidence> found = evidence.of(session("red shoes"));
    Belief belief = WEIGHTS.belief(found);
    double rest = 1 - Arrays.stream(belief.shares()).sum();
    double weights = 0.5 + 0.1 + 0.2 + 0.3;
    // What evidence leaves unsaid is popularity's in the belief, and nobody's in the share.
    assertThat(WEIGHTS.share(id("shoe rack"), found, 1 / 20.0))
        .isCloseTo(0.2 / weights * 3 / 5 + 0.5 / weights / 20, within(1e-12));
    assertThat(rest).isGreaterThan(0.5 / weights);
  }

  @Test
  void weights_outOfRange_areRefused() {
    assertThatThrownBy(() -> new EvidenceWeights(0, ByKind.NONE, ByKind.NONE))
        .hasMessage("popularity: 0.0 (expected: above 0)");
    assertThatThrownBy(() -> new ByKind(List.of(), List.of(-0.5), List.of(), List.of()))
        .hasMessage("session: -0.5 (expected: at least 0)");
  }

  /** A history of the session that is going on. */
  private static History session(String... queries) {
    return new History(List.of(queries), queries.length);
  }

  private double share(Belief belief, String query) {
    double share = 0;
    for (int i = 0; i < belief.queries().length; i++) {
      share += belief.queries()[i] == id(query) ? belief.shares()[i] : 0;
    }
    return share;
  }

  private int id(String text) {
    return index.find(text).orElseThrow();
  }

  private Map<String, Double> shares(Evidence one) {
    return SEARCHES.keySet().stream()
        .filter(query -> one.queries().share(id(query)) > 0)
        .collect(Collectors.toMap(query -> query, query -> one.queries().share(id(query))));
  }
}
