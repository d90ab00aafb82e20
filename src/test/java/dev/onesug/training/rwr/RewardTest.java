package dev.onesug.training.rwr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.training.logs.BehaviourLevel;
import org.junit.jupiter.api.Test;

class RewardTest {

  @Test
  void of_levels_falls() {
    double last = Double.MAX_VALUE;
    for (BehaviourLevel level : BehaviourLevel.values()) {
      assertThat(Reward.of(level, 0)).isLessThan(last);
      last = Reward.of(level, 0);
    }
    assertThat(last).isZero();
  }

  @Test
  void of_rates_scaleWithinBounds() {
    assertThat(Reward.of(BehaviourLevel.ORDER, 0.1)).isCloseTo(2 * Math.exp(0.1), within(1e-12));
    assertThat(Reward.of(BehaviourLevel.SHOW, 0.9)).isCloseTo(0.5 * Math.exp(0.3), within(1e-12));
    assertThat(Reward.of(BehaviourLevel.SHOW, -0.9)).isCloseTo(0.5 * Math.exp(-0.3), within(1e-12));
  }

  @Test
  void weight_smallGaps_areHard() {
    Negatives close =
        new Negatives(BehaviourLevel.QUERY_CLICK, BehaviourLevel.SHOW, new int[4], 0.1);
    Negatives far = new Negatives(BehaviourLevel.ORDER, BehaviourLevel.RANDOM, new int[4], 2);
    assertThat(close.weight(0.25)).isEqualTo(4);
    assertThat(far.weight(0.25)).isEqualTo(0.5);
    assertThat(far.type()).isEqualTo("ORDER over RANDOM");
  }
}
