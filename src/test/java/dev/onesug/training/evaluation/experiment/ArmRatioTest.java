package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArmRatioTest {
  /** One user one search: the binomial distribution's own error. */
  @Test
  void of_oneSearchAUser_hasTheErrorOfAShare() {
    double[] above = new double[1000];
    double[] below = new double[1000];
    Arrays.fill(below, 1);
    Arrays.fill(above, 0, 200, 1);

    ArmRatio ratio = ArmRatio.of(above, below);

    assertThat(ratio.value()).isCloseTo(0.2, offset(1e-12));
    assertThat(ratio.standardError()).isCloseTo(Math.sqrt(0.2 * 0.8 / 999), offset(1e-12));
    assertThat(ratio.skewness()).isCloseTo(0.6 / 0.4, offset(0.01));
    // That of a binomial share: p (1 − p) (1 − 2p) / n².
    assertThat(ratio.thirdCumulant()).isCloseTo(0.2 * 0.8 * 0.6 / 1e6, offset(1e-9));
  }

  /** Users who search much succeed rarely: searches taken as independent would hide the spread. */
  @Test
  void of_usersOfDifferentHabits_hasTheSpreadOfManyDrawings() {
    SplittableRandom random = new SplittableRandom(4);
    double[] drawn = new double[2000];
    double meanError = 0;
    for (int drawing = 0; drawing < drawn.length; drawing++) {
      ArmRatio ratio = draw(random);
      drawn[drawing] = ratio.value();
      meanError += ratio.standardError() / drawn.length;
    }

    double mean = Arrays.stream(drawn).average().orElseThrow();
    double spread =
        Math.sqrt(
            Arrays.stream(drawn).map(value -> Math.pow(value - mean, 2)).average().orElseThrow());
    assertThat(meanError / spread).isCloseTo(1, offset(0.05));
  }

  private static ArmRatio draw(SplittableRandom random) {
    double[] above = new double[400];
    double[] below = new double[400];
    for (int user = 0; user < above.length; user++) {
      int searches = random.nextDouble() < 0.1 ? 20 : 2;
      below[user] = searches;
      above[user] = searches * (searches > 2 ? 0.1 : 0.5) * 2 * random.nextDouble();
    }
    return ArmRatio.of(above, below);
  }

  @Test
  void isKnown_nothingToDivideByOrNoSpread_isFalse() {
    assertThat(ArmRatio.of(new double[0], new double[0]).isKnown()).isFalse();
    assertThat(ArmRatio.of(new double[5], new double[5]).isKnown()).isFalse();
    assertThat(ArmRatio.of(new double[] {1}, new double[] {1}).isKnown()).isFalse();
    assertThat(ArmRatio.of(new double[] {0, 0}, new double[] {1, 1}).isKnown()).isFalse();
    assertThat(ArmRatio.of(new double[] {0, 1}, new double[] {1, 1}).isKnown()).isTrue();
  }
}
