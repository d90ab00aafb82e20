package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListTallyTest {
  private final ListTally tally =
      new ListTally(Set.of("red shoes", "red shirt", "lamp", "shoes red")::contains);

  @Test
  void quality_threeLists_isAsByHand() {
    tally.add("red s", List.of("red shoes", "red shirt", "lamp", "red shoes"));
    tally.add("x", List.of());
    tally.add("re", List.of("red ghost"));
    ListQuality quality = tally.quality();
    assertThat(quality.emptyShare()).isEqualTo(1.0 / 3);
    assertThat(quality.invalidShare()).isEqualTo(0.2);
    assertThat(quality.duplicateShare()).isEqualTo(0.2);
    assertThat(quality.offPrefixShare()).isEqualTo(0.2);
  }

  @Test
  void diversity_pairsOfWords_isOneMinusTheirJaccardSimilarity() {
    // red shoes, red shirt: one word of three; the lamp has none in common with either.
    tally.add("r", List.of("red shoes", "red shirt", "lamp"));
    assertThat(tally.quality().diversity()).isEqualTo((2.0 / 3 + 1 + 1) / 3, within(1e-12));
    tally.add("r", List.of("red shoes", "shoes red"));
    assertThat(tally.quality().diversity()).isEqualTo((8.0 / 9 + 0) / 2, within(1e-12));
    tally.add("r", List.of("lamp"));
    assertThat(tally.quality().diversity()).isEqualTo(4.0 / 9, within(1e-12));
  }

  @Test
  void quality_nothingLookedAt_isZeroAndNotNaN() {
    assertThat(tally.quality()).isEqualTo(new ListQuality(0, 0, 0, 0, 0));
  }
}
