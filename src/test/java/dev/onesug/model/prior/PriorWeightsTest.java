package dev.onesug.model.prior;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PriorWeightsTest {

  @Test
  void weights_thatAreNoShares_areRefused() {
    assertThatThrownBy(() -> new LeavingWeights(0, -1, 0, 0, 0.1))
        .hasMessage("slip: -1.0 (expected: at least 0)");
    assertThatThrownBy(() -> new LeavingWeights(0, 0, 0, 0, 0))
        .hasMessage("anything: 0.0 (expected: above 0)");
    assertThatThrownBy(() -> new LeavingWeights(0, 0, 0.25, 0.25, 0.5))
        .hasMessage("sameWords + near + anything: 1.0 (expected: below 1)");
    LeavingWeights leaving = new LeavingWeights(0, 0, 0, 0, 0.1);
    assertThatThrownBy(() -> new PriorWeights(leaving, null))
        .hasMessage("evidence: absent (expected: weights)");
  }
}
