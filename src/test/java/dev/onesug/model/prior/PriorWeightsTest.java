package dev.onesug.model.prior;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PriorWeightsTest {

  @Test
  void weights_thatAreNoShares_areRefused() {
    LeavingWeights none = new LeavingWeights(0, 0, 0, 0);
    assertThatThrownBy(() -> new PriorWeights(1, none, EvidenceWeights.NONE))
        .hasMessage("leavingShare: 1.0 (expected: above 0, below 1)");
    assertThatThrownBy(() -> new LeavingWeights(0, 0, -1, 0))
        .hasMessage("sameWords: -1.0 (expected: at least 0)");
    assertThatThrownBy(() -> new LeavingWeights(0.25, 0.25, 0.25, 0.25))
        .hasMessage("laterWord + slip + sameWords + near: 1.0 (expected: below 1)");
  }
}
