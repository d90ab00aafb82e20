package dev.onesug.training.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.training.evaluation.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  private static Axis axis(double low, double high, boolean withZero) {
    return Axis.over(List.of(new Estimate((low + high) / 2, low, high)), withZero, 100, 400);
  }

  @Test
  void over_intervals_hasRoundEndsAndFewTicks() {
    assertThat(axis(0.413, 0.731, false).ticks())
        .containsExactly(new double[] {0.4, 0.5, 0.6, 0.7, 0.8}, within(1e-12));
    assertThat(axis(0.02, 0.19, true).ticks())
        .containsExactly(new double[] {0, 0.05, 0.1, 0.15, 0.2}, within(1e-12));
    assertThat(axis(-0.004, 0.003, true).ticks())
        .containsExactly(new double[] {-0.004, -0.002, 0, 0.002, 0.004}, within(1e-12));
    assertThat(axis(-0.9, 1.4, true).ticks())
        .containsExactly(new double[] {-1, -0.5, 0, 0.5, 1, 1.5}, within(1e-12));
  }

  @Test
  void x_endsOfTheAxis_areItsPlaces() {
    Axis axis = axis(0.413, 0.731, false);
    assertThat(axis.x(0.4)).isEqualTo(100, within(1e-9));
    assertThat(axis.x(0.8)).isEqualTo(500, within(1e-9));
    assertThat(axis.label(0.4)).isEqualTo("40");
    assertThat(axis(-0.004, 0.003, true).label(-0.002)).isEqualTo("−0.2");
  }

  @Test
  void over_nothingButOneValue_stillHasWidth() {
    assertThat(axis(0, 0, true).ticks()).hasSize(2);
    assertThat(axis(1, 1, false).x(1)).isFinite();
  }
}
