package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static double[] coins(SplittableRandom random, int requests, double heads) {
    double[] values = new double[requests];
    Arrays.setAll(values, i -> random.nextDouble() < heads ? 1 : 0);
    return values;
  }

  @Test
  void means_manySyntheticLogs_coversTheTruthAsOftenAsPromised() {
    SplittableRandom random = new SplittableRandom(1);
    int covered = 0;
    for (int log = 0; log < 400; log++) {
      Estimate estimate = new Bootstrap(300, log).means(coins(random, 200, 0.3))[0];
      covered += estimate.low() <= 0.3 && 0.3 <= estimate.high() ? 1 : 0;
    }
    // 95 % of 400 is 380 with a standard deviation of 4.4.
    assertThat(covered).isBetween(362, 396);
  }

  @Test
  void means_largeLog_isAsWideAsTheNormalApproximation() {
    double[] values = coins(new SplittableRandom(2), 10_000, 0.5);
    Estimate estimate = new Bootstrap(1000, 7).means(values)[0];
    assertThat(estimate.high() - estimate.low()).isBetween(0.0170, 0.0222);
    assertThat(estimate.mean()).isBetween(estimate.low(), estimate.high());
  }

  @Test
  void means_constantColumn_hasNoWidth() {
    Estimate estimate = new Bootstrap(40, 7).means(new double[] {0.25, 0.25, 0.25})[0];
    assertThat(estimate).isEqualTo(new Estimate(0.25, 0.25, 0.25));
  }

  @Test
  void means_sameSeed_isTheSame() {
    double[] values = coins(new SplittableRandom(3), 500, 0.4);
    assertThat(new Bootstrap(200, 5).means(values)).isEqualTo(new Bootstrap(200, 5).means(values));
    assertThat(new Bootstrap(200, 5).means(values))
        .isNotEqualTo(new Bootstrap(200, 6).means(values));
  }

  @Test
  void pairedDifference_smallSteadyGain_isSeenWhereSeparateIntervalsOverlap() {
    double[] theirs = coins(new SplittableRandom(4), 2000, 0.5);
    double[] ours = theirs.clone();
    for (int i = 0, gained = 0; gained < 20; i++) {
      if (ours[i] == 0) {
        ours[i] = 1;
        gained++;
      }
    }
    Bootstrap bootstrap = new Bootstrap(500, 9);
    Estimate[] separate = bootstrap.means(ours, theirs);
    assertThat(separate[0].overlaps(separate[1])).isTrue();
    assertThat(separate[0].overlaps(new Estimate(0.2, 0.1, 0.3))).isFalse();
    Estimate difference = bootstrap.pairedDifference(ours, theirs);
    assertThat(difference.mean()).isEqualTo(0.01);
    assertThat(difference.low()).isPositive();
    assertThat(difference.excludesZero()).isTrue();
    assertThat(bootstrap.pairedDifference(ours, ours).excludesZero()).isFalse();
  }

  @Test
  void means_badInput_namesTheRule() {
    Bootstrap bootstrap = new Bootstrap(40, 1);
    assertThatThrownBy(() -> bootstrap.means(new double[0]))
        .hasMessage("columns: no requests (expected: at least one)");
    assertThatThrownBy(() -> bootstrap.pairedDifference(new double[2], new double[3]))
        .hasMessage("columns: lengths 2 and 3 (expected: one length)");
    assertThatThrownBy(() -> new Bootstrap(3, 1))
        .hasMessage("resamples: 3 (expected: at least 40)");
  }
}
