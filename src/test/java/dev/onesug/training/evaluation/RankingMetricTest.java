package dev.onesug.training.evaluation;

import static dev.onesug.training.evaluation.RankingMetric.ABSENT;
import static dev.onesug.training.evaluation.RankingMetric.HR_1;
import static dev.onesug.training.evaluation.RankingMetric.HR_16;
import static dev.onesug.training.evaluation.RankingMetric.HR_4;
import static dev.onesug.training.evaluation.RankingMetric.MRR_16;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingMetricTest {
  @Test
  void rank_presentOrNot_countsFromOne() {
    List<String> suggestions = List.of("red shoes", "red shirt", "red wine");
    assertThat(RankingMetric.rank(suggestions, "red shoes")).isEqualTo(1);
    assertThat(RankingMetric.rank(suggestions, "red wine")).isEqualTo(3);
    assertThat(RankingMetric.rank(suggestions, "red")).isEqualTo(ABSENT);
    assertThat(RankingMetric.rank(List.of(), "red")).isEqualTo(ABSENT);
  }

  @Test
  void of_ranksAroundTheCutoffs_followsTheDefinition() {
    assertThat(HR_1.of(1)).isEqualTo(1);
    assertThat(HR_1.of(2)).isZero();
    assertThat(HR_4.of(4)).isEqualTo(1);
    assertThat(HR_4.of(5)).isZero();
    assertThat(HR_16.of(16)).isEqualTo(1);
    assertThat(HR_16.of(17)).isZero();
    assertThat(MRR_16.of(4)).isEqualTo(0.25);
    assertThat(MRR_16.of(17)).isZero();
    assertThat(MRR_16.of(ABSENT)).isZero();
  }

  @Test
  void of_fiveLists_averagesAsByHand() {
    int[] ranks = {1, 2, 4, ABSENT, 16};
    assertThat(mean(HR_1, ranks)).isEqualTo(0.2);
    assertThat(mean(HR_4, ranks)).isEqualTo(0.6);
    assertThat(mean(HR_16, ranks)).isEqualTo(0.8);
    assertThat(mean(MRR_16, ranks)).isEqualTo((1 + 0.5 + 0.25 + 0.0625) / 5);
  }

  private static double mean(RankingMetric metric, int[] ranks) {
    return Arrays.stream(ranks).mapToDouble(metric::of).average().orElseThrow();
  }
}
