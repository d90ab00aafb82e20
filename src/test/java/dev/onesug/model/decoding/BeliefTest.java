package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeliefTest {

  @Test
  void merged_queriesThatComeTwice_haveTheSumOfTheirShares() {
    Belief belief = new Belief(new int[] {7, 2, 7, 9}, new double[] {0.25, 0.125, 0.5, 0}, 0.0625);

    Belief merged = belief.merged();

    assertThat(merged.queries()).containsExactly(2, 7, 9);
    assertThat(merged.shares()).containsExactly(0.125, 0.75, 0);
    assertThat(merged.rest()).isEqualTo(0.0625);
  }

  @Test
  void merged_nothing_isNothing() {
    assertThat(Belief.NONE.merged().queries()).isEmpty();
  }
}
