package dev.onesug.training.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DescentSettingsTest {
  private static DescentSettings settingsOf(double budgetMinutes) {
    return new DescentSettings(budgetMinutes, 0, 4, 3e-3, 0.1, 0.05, 0.5, 1, 7, "cpu");
  }

  @Test
  void rateAt_shares_risesThenFalls() {
    DescentSettings settings = settingsOf(1);
    assertThat(settings.rateAt(0)).isPositive().isLessThan(1e-5);
    assertThat(settings.rateAt(0.05)).isCloseTo(1.5e-3, within(1e-12));
    assertThat(settings.rateAt(0.1)).isCloseTo(3e-3, within(1e-12));
    assertThat(settings.rateAt(1)).isCloseTo(1.5e-4, within(1e-12));
    assertThat(settings.rateAt(2)).isCloseTo(1.5e-4, within(1e-12));
  }

  @Test
  void settings_outOfRange_nameTheKey() {
    assertThatThrownBy(() -> settingsOf(0))
        .hasMessageStartingWith("budgetMinutes: 0.0 (expected: ");
    assertThatThrownBy(() -> settingsOf(Double.NaN)).hasMessageStartingWith("budgetMinutes: NaN");
  }
}
