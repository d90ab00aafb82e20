package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {
  private static final ConfidenceSequence SEQUENCE = new ConfidenceSequence(0.05, 10_000);

  @Test
  void multiplier_plannedUsers_isTheSmallest() {
    double planned = SEQUENCE.multiplier(10_000);

    assertThat(planned).isCloseTo(3.035, offset(0.001));
    assertThat(IntStream.rangeClosed(1, 400).map(hundreds -> 100 * hundreds))
        .allSatisfy(
            users -> assertThat(SEQUENCE.multiplier(users)).isGreaterThanOrEqualTo(planned));
  }

  @Test
  void multiplier_wrongPlan_costsALittleWidth() {
    assertThat(SEQUENCE.multiplier(1000)).isCloseTo(3.82, offset(0.01));
    assertThat(SEQUENCE.multiplier(100_000)).isCloseTo(3.25, offset(0.01));
  }

  /** Theorem 2.2 of the paper, written out with its own letters. */
  @Test
  void multiplier_users_isThatOfTheTheorem() {
    double rho = 0.03;
    double t = 5000;
    double alpha = 0.05;
    double tight = 2 * Math.log(1 / alpha);
    double v = tight;
    for (int round = 0; round < 100; round++) {
      v = tight + Math.log(1 + v);
    }
    double boundary =
        Math.sqrt(
            2
                * (t * rho * rho + 1)
                / (t * t * rho * rho)
                * Math.log(Math.sqrt(t * rho * rho + 1) / alpha));

    double multiplier = new ConfidenceSequence(alpha, v / (rho * rho)).multiplier(t);

    assertThat(multiplier / Math.sqrt(t)).isCloseTo(boundary, offset(1e-12));
  }

  @Test
  void constructor_badAlpha_isRefused() {
    assertThatThrownBy(() -> new ConfidenceSequence(1, 10))
        .hasMessage("alpha: 1.0 (expected: between 0 and 1)");
    assertThatThrownBy(() -> new ConfidenceSequence(0.05, 0.5))
        .hasMessage("plannedUsers: 0.5 (expected: 1 or more)");
  }
}
