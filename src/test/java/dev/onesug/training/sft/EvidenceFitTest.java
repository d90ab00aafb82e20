package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.prior.EvidenceWeights;
import dev.onesug.model.prior.EvidenceWeights.ByKind;
import dev.onesug.model.prior.HistoryEvidence;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.SmallIndex;
import dev.onesug.model.text.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFitTest {
  private static final int QUERIES = 40;

  @TempDir Path folder;
  private QueryIndex index;
  private EvidenceFit fit;
  private final List<EvidenceFit.Observation> observations = new ArrayList<>();

  /** Queries of two words, one of five kinds and one of eight colours, equally popular. */
  @BeforeEach
  void build() throws IOException {
    Map<String, Integer> searches = new HashMap<>();
    for (int i = 0; i < QUERIES; i++) {
      searches.put(query(i), 100);
    }
    SmallIndex.write(folder, searches, Map.of());
    index = QueryIndex.open(folder);
    fit = new EvidenceFit(index);
  }

  private static String query(int i) {
    return "kind" + i % 5 + " colour" + i / 5;
  }

  @Test
  void fit_searchesOfAKnownMixture_findsItsWeights() {
    Random random = new Random(5);
    EvidenceWeights mixture =
        new EvidenceWeights(
            0.5,
            new ByKind(List.of(0.2), List.of(), List.of(0.3), List.of()),
            new ByKind(List.of(0.1), List.of(), List.of(), List.of()));
    HistoryEvidence evidence = new HistoryEvidence(index, mixture);
    for (int i = 0; i < 20_000; i++) {
      History last = new History(List.of(query(random.nextInt(QUERIES))), i % 2);
      Belief belief = mixture.belief(evidence.of(last));
      double at = random.nextDouble();
      int next = 0;
      while (next < belief.queries().length && at >= belief.shares()[next]) {
        at -= belief.shares()[next++];
      }
      fit.observed(
              last,
              next < belief.queries().length ? belief.queries()[next] : random.nextInt(QUERIES))
          .ifPresent(observations::add);
    }

    EvidenceWeights weights = fit.fit(observations);

    double whole = 0.5 + 0.2 + 0.3 + 0.1;
    assertThat(weights.popularity()).isCloseTo(0.5 / whole, within(0.03));
    assertThat(weights.inSession().repeated().get(0)).isCloseTo(0.2 / whole, within(0.02));
    assertThat(weights.inSession().word().get(0)).isCloseTo(0.3 / whole, within(0.03));
    assertThat(weights.before().repeated().get(0)).isCloseTo(0.1 / whole, within(0.02));
    assertThat(weights.before().word().get(0)).isCloseTo(0, within(0.02));
    assertThat(weights.inSession().repeated().subList(1, 10)).containsOnly(0.0);
    assertThat(weights.inSession().session()).containsOnly(0.0);
  }

  @Test
  void fit_searchesThatHistorySaysNothingOf_isPopularity() {
    Random random = new Random(6);
    for (int i = 0; i < 3000; i++) {
      String last = query(random.nextInt(QUERIES));
      fit.observed(History.untimed(List.of(last)), random.nextInt(QUERIES))
          .ifPresent(observations::add);
    }
    assertThat(fit.fit(observations).popularity()).isGreaterThan(0.9);
  }

  @Test
  void fit_noSearch_isPopularityAlone() {
    assertThat(fit.fit(observations)).isEqualTo(EvidenceWeights.NONE);
  }
}
