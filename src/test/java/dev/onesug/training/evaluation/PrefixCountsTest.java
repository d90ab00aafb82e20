package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.training.evaluation.PrefixCounts.Band;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrefixCountsTest {

  @Test
  void band_thirdsOfTheSearches_keepEqualCountsTogether() {
    PrefixCounts counts =
        PrefixCounts.of(
            Map.of(
                "s", Map.of("shoes", 3, "shirt", 1),
                "sh", Map.of("shoes", 2),
                "l", Map.of("lamp", 2),
                "la", Map.of("lamp", 1),
                "lam", Map.of("lamp", 1)));
    // Of ten searches, four are a third and more; six do not reach two thirds, eight do.
    assertThat(counts.band("s")).isEqualTo(Band.HEAD);
    assertThat(counts.band("sh")).isEqualTo(Band.TORSO);
    assertThat(counts.band("l")).isEqualTo(Band.TORSO);
    assertThat(counts.band("la")).isEqualTo(Band.TAIL);
    assertThat(counts.band("lam")).isEqualTo(Band.TAIL);
    assertThat(counts.band("x")).isEqualTo(Band.UNSEEN);
  }

  @Test
  void entropyBits_ofSharesOfTwo_isAsByHand() {
    PrefixCounts counts =
        PrefixCounts.of(
            Map.of(
                "a", Map.of("apple", 2, "apricot", 1, "avocado", 1),
                "b", Map.of("banana", 9)));
    assertThat(counts.entropyBits("a")).isEqualTo(1.5, within(1e-12));
    assertThat(counts.entropyBits("b")).isZero();
    assertThat(counts.entropyBits("x")).isZero();
  }

  @Test
  void of_nothing_knowsNoPrefix() {
    assertThat(PrefixCounts.of(Map.of()).band("a")).isEqualTo(Band.UNSEEN);
  }
}
