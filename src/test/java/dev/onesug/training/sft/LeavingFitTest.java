package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.prior.LeavingWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeavingFitTest {
  private static final int QUERIES = 100;
  private static final double BELIEVED = 1.0 / QUERIES;

  /** Each is what one kind tells. */
  private static final int OF_SAME_WORDS = QUERIES - 2;

  private static final int NEAR = QUERIES - 1;

  @Test
  void fit_searchesOfKnownWeights_findsThem() {
    LeavingWeights truth = new LeavingWeights(0.2, 0.05, 0.03, 0.05, 0.04);
    Random random = new Random(7);
    List<LeavingFit.Observation> searches = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      searches.add(search(truth, random));
    }

    LeavingWeights found = LeavingFit.fit(searches);

    assertThat(found.laterWord()).isCloseTo(0.2, within(0.02));
    assertThat(found.slip()).isCloseTo(0.05, within(0.01));
    assertThat(found.sameWords()).isCloseTo(0.03, within(0.005));
    assertThat(found.near()).isCloseTo(0.05, within(0.005));
    assertThat(found.anything()).isCloseTo(0.04, within(0.01));
  }

  @Test
  void fit_noSearch_isWhatIsAssumed() {
    LeavingWeights found = LeavingFit.fit(List.of());
    assertThat(found.laterWord()).isEqualTo(0.05);
    assertThat(found.slip()).isEqualTo(0.05);
    assertThat(found.anything()).isEqualTo(0.5);
  }

  @Test
  void fit_nothingEverFits_leavesTheReadinessAlone() {
    double[] none = new double[3];
    List<LeavingFit.Observation> searches = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      searches.add(new LeavingFit.Observation(none, none, new double[] {0.5, 0.01, 0.01}));
    }
    LeavingWeights found = LeavingFit.fit(searches);
    assertThat(found.laterWord()).isEqualTo(0.05);
    assertThat(found.sameWords()).isGreaterThan(10 * found.near());
  }

  /** Some queries continue the text, the next fit it in two other ways, and any may be meant. */
  private static LeavingFit.Observation search(LeavingWeights truth, Random random) {
    int[] fitting = {random.nextInt(20), random.nextInt(40), random.nextInt(30)};
    double[] readiness = {1, truth.laterWord(), truth.slip()};
    double[] masses = new double[3];
    double all = 0;
    for (int way = 0; way < 3; way++) {
      masses[way] = fitting[way] * BELIEVED;
      all += readiness[way] * masses[way];
    }
    int query = draw(truth, fitting, readiness, all, random);
    double[] target = new double[3];
    int from = 0;
    for (int way = 0; way < 3; way++) {
      target[way] = query >= from && query < from + fitting[way] ? BELIEVED : 0;
      from += fitting[way];
    }
    double[] told = {query == OF_SAME_WORDS ? 1 : 0, query == NEAR ? 1 : 0, BELIEVED};
    return new LeavingFit.Observation(masses, target, told);
  }

  private static int draw(
      LeavingWeights truth, int[] fitting, double[] readiness, double all, Random random) {
    double fits = 1 - truth.sameWords() - truth.near() - truth.anything();
    // Where nothing fits, the others have all.
    double at = random.nextDouble() * (all > 0 ? 1 : 1 - fits) - (all > 0 ? fits : 0);
    if (at < 0) {
      double within = random.nextDouble() * all;
      int from = 0;
      for (int way = 0; way < 3; way++) {
        double mass = readiness[way] * fitting[way] * BELIEVED;
        if (within < mass) {
          return from + (int) (within / mass * fitting[way]);
        }
        within -= mass;
        from += fitting[way];
      }
    }
    if (at < truth.sameWords()) {
      return OF_SAME_WORDS;
    }
    return at < truth.sameWords() + truth.near() ? NEAR : random.nextInt(QUERIES);
  }
}
