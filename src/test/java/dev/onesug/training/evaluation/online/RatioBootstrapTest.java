package dev.onesug.training.evaluation.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.onesug.training.evaluation.Estimate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatioBootstrapTest {
  @Test
  void ratio_manyUnits_hasTheSpreadOfItsSamplingError() {
    SplittableRandom random = new SplittableRandom(2);
    double[][] columns = new double[2][4000];
    for (int unit = 0; unit < 4000; unit++) {
      columns[1][unit] = 2;
      columns[0][unit] = random.nextDouble() < 0.3 ? 2 : 0;
    }

    Estimate ratio = new RatioBootstrap(1000, 1).draw(columns).ratio(0, 1);

    double error = Math.sqrt(0.3 * 0.7 / 4000);
    assertThat(ratio.mean()).isCloseTo(0.3, offset(3 * error));
    assertThat(ratio.high() - ratio.low()).isCloseTo(2 * 1.96 * error, offset(0.003));
  }

  @Test
  void ratio_ofAColumnAndItself_isCertain() {
    double[][] columns = {{1, 2, 3}, {1, 2, 3}};

    assertThat(new RatioBootstrap(100, 1).draw(columns).ratio(0, 1))
        .isEqualTo(new Estimate(1, 1, 1));
  }

  @Test
  void draw_noUnits_isRefused() {
    assertThatThrownBy(() -> new RatioBootstrap(100, 1).draw(new double[2][0]))
        .hasMessage("units: none (expected: at least one)");
  }
}
