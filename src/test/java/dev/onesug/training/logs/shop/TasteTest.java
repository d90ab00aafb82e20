package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class TasteTest {
  private static final Traits WOMAN = Traits.parse("f+");
  private static final Traits FOR_MEN = Traits.parse("f-");

  @Test
  void none_changesNothing() {
    Taste none = new Taste(0);

    assertThat(none.affinity(WOMAN, FOR_MEN)).isEqualTo(1);
    assertThat(none.neutralAcceptance()).isEqualTo(1);
    assertThat(none.ownShare(0.52)).isZero();
  }

  @Test
  void byDefault_isDecision0002() {
    Taste taste = new Taste(1);

    assertThat(taste.affinity(WOMAN, FOR_MEN)).isCloseTo(Math.exp(-1.1), offset(1e-12));
    assertThat(taste.neutralAcceptance()).isEqualTo(0.25);
    assertThat(taste.ownShare(0.52)).isEqualTo(0.52);
  }

  @Test
  void strong_isStrongerInEachWay() {
    Taste strong = new Taste(2);

    assertThat(strong.affinity(WOMAN, FOR_MEN)).isCloseTo(Math.exp(-2.2), offset(1e-12));
    assertThat(strong.neutralAcceptance()).isEqualTo(0.0625);
    assertThat(strong.ownShare(0.77)).isCloseTo(1 - 0.23 * 0.23, offset(1e-12));
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> SimulatorSettings.DEFAULTS.withTaste(-0.1))
        .hasMessage("taste: -0.1 (expected: 0..4.0)");
    assertThatThrownBy(() -> SimulatorSettings.DEFAULTS.withTaste(Double.NaN))
        .hasMessage("taste: NaN (expected: 0..4.0)");
  }
}
