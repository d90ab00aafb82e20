package dev.onesug.training.evaluation.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.onesug.training.evaluation.online.OffPolicyEstimator.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A log whose truth is known: what is wanted stands in the old list at a position that is drawn, is
 * examined with a known propensity, and stands in the new list wherever the test says.
 */
class OffPolicyEstimatorTest {
  private static final double[] PROPENSITIES = {0.9, 0.5, 0.2, 0.1};
  private static final int LOOKS = 60_000;

  /** The new list turns the old one round; what stood first is not in it. */
  private static final int[] NEW_POSITION = {LoggedLook.NOTHING, 2, 1, 0};

  private static final List<LoggedLook> LOG = new ArrayList<>();
  private static double trueReciprocalRank;
  private static double trueClickRate;

  private final OffPolicyEstimator estimator =
      new OffPolicyEstimator(PROPENSITIES, new RatioBootstrap(100, 1));

  @BeforeAll
  static void log() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < LOOKS; i++) {
      // The old list is a good one: what is wanted stands high.
      int position = random.nextInt(random.nextInt(4) + 1);
      int elsewhere = NEW_POSITION[position];
      if (elsewhere >= 0) {
        trueReciprocalRank += 1.0 / (elsewhere + 1) / LOOKS;
        trueClickRate += PROPENSITIES[elsewhere] / LOOKS;
      }
      boolean chosen = random.nextDouble() < PROPENSITIES[position];
      LOG.add(
          chosen
              ? new LoggedLook(position, elsewhere)
              : new LoggedLook(LoggedLook.NOTHING, LoggedLook.NOTHING));
    }
  }

  @Test
  void plain_log_followsTheOldList() {
    assertThat(estimator.plain(LOG, Value.RECIPROCAL_RANK).high())
        .isLessThan(trueReciprocalRank - 0.05);
  }

  @Test
  void snips_log_findsTheTruth() {
    assertThat(estimator.snips(LOG, Value.RECIPROCAL_RANK).mean())
        .isCloseTo(trueReciprocalRank, offset(0.01));
  }

  @Test
  void snips_propensitiesUpToAFactor_areEnough() {
    double[] halved = {0.45, 0.25, 0.1, 0.05};
    OffPolicyEstimator relative = new OffPolicyEstimator(halved, new RatioBootstrap(100, 1));

    assertThat(relative.snips(LOG, Value.RECIPROCAL_RANK).mean())
        .isCloseTo(estimator.snips(LOG, Value.RECIPROCAL_RANK).mean(), offset(1e-12));
    assertThat(relative.clickRate(LOG).mean())
        .isCloseTo(estimator.clickRate(LOG).mean(), offset(1e-12));
  }

  @Test
  void ipsAndClickRate_log_findTheTruth() {
    assertThat(estimator.ips(LOG, Value.RECIPROCAL_RANK).mean())
        .isCloseTo(trueReciprocalRank, offset(0.01));
    assertThat(estimator.clickRate(LOG).mean()).isCloseTo(trueClickRate, offset(0.01));
  }

  @Test
  void clickRate_oldListItself_isItsOwn() {
    List<LoggedLook> same =
        LOG.stream().map(look -> new LoggedLook(look.clicked(), look.clicked())).toList();
    double chosen = same.stream().filter(LoggedLook::isClicked).count();

    assertThat(estimator.clickRate(same).mean()).isCloseTo(chosen / LOOKS, offset(1e-12));
  }

  @Test
  void propensity_zero_isRefused() {
    assertThatThrownBy(() -> new OffPolicyEstimator(new double[] {1, 0}, new RatioBootstrap(40, 1)))
        .hasMessage("propensity: 0.0 (expected: greater than 0)");
  }

  @Test
  void loggedLook_lists_areCompared() {
    List<String> shown = List.of("a", "b");

    assertThat(LoggedLook.of(shown, 1, List.of("c", "b"))).isEqualTo(new LoggedLook(1, 1));
    assertThat(LoggedLook.of(shown, 0, List.of("c"))).isEqualTo(new LoggedLook(0, -1));
    assertThat(LoggedLook.of(shown, -1, List.of("a"))).isEqualTo(new LoggedLook(-1, -1));
    assertThatThrownBy(() -> new LoggedLook(-1, 3))
        .hasMessage("counterfactual: 3 (expected: -1 where nothing was chosen)");
  }
}
