package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.onesug.training.evaluation.Estimate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final double MULTIPLIER = 3;

  private static ArmRatio arm(double value, double standardError) {
    return new ArmRatio(1000, value, standardError, 1);
  }

  @Test
  void of_twoArms_addsTheirErrors() {
    Estimate absolute = Difference.of(arm(0.3, 0.03), arm(0.5, 0.04), MULTIPLIER).absolute();

    assertThat(absolute.mean()).isCloseTo(0.2, offset(1e-12));
    assertThat(absolute.low()).isCloseTo(0.05, offset(1e-12));
    assertThat(absolute.high()).isCloseTo(0.35, offset(1e-12));
  }

  /** At either end, treatment − (1 + r) · control is just as many errors from zero as allowed. */
  @Test
  void relative_ends_areWhereTheRatioIsJustNotExcluded() {
    ArmRatio control = arm(0.3, 0.02);
    ArmRatio treatment = arm(0.5, 0.04);

    Estimate relative = Difference.of(control, treatment, MULTIPLIER).relative();

    assertThat(relative).isNotNull();
    assertThat(relative.mean()).isCloseTo(2.0 / 3, offset(1e-12));
    for (double end : new double[] {relative.low(), relative.high()}) {
      double distance = Math.abs(0.5 - (1 + end) * 0.3);
      assertThat(distance / Math.hypot(0.04, (1 + end) * 0.02)).isCloseTo(MULTIPLIER, offset(1e-9));
    }
  }

  @Test
  void relative_zero_isHeldExactlyWhereTheDifferenceHoldsIt() {
    for (double value = 0.2; value < 0.6; value += 0.0011) {
      Difference difference = Difference.of(arm(0.4, 0.02), arm(value, 0.03), MULTIPLIER);

      assertThat(difference.relative()).isNotNull();
      assertThat(difference.relative().excludesZero())
          .isEqualTo(difference.absolute().excludesZero());
    }
  }

  @Test
  void relative_controlThatMayBeZero_isUnknown() {
    assertThat(Difference.of(arm(0.05, 0.02), arm(0.5, 0.04), MULTIPLIER).relative()).isNull();
  }

  @Test
  void enoughUsers_armsSkewedAlike_cancel() {
    Difference difference = Difference.of(arm(0.3, 0.02), arm(0.4, 0.02), MULTIPLIER);

    assertThat(difference.enoughUsers()).isTrue();
    assertThat(difference.usersNeeded()).isEqualTo(100);
  }

  /** An arm without error leaves the rule as it stands in the paper: 355 · 4. */
  @Test
  void enoughUsers_oneArmSkewed_needsMore() {
    ArmRatio skewed = new ArmRatio(1000, 0.4, 0.02, 2);

    Difference difference = Difference.of(arm(0.3, 1e-9), skewed, MULTIPLIER);

    assertThat(difference.usersNeeded()).isBetween(1420L, 1421L);
    assertThat(difference.enoughUsers()).isFalse();
  }

  @Test
  void enoughUsers_oneVeryBigOrder_waits() {
    double[] ones = new double[500];
    Arrays.fill(ones, 1);
    double[] money = new double[500];
    Arrays.setAll(money, user -> user % 10 == 0 ? 1 : 0);
    double[] withWhale = money.clone();
    withWhale[7] = 400;

    Difference difference =
        Difference.of(ArmRatio.of(money, ones), ArmRatio.of(withWhale, ones), MULTIPLIER);

    assertThat(difference.enoughUsers()).isFalse();
  }
}
