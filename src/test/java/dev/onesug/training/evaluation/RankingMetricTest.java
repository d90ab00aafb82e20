package dev.onesug.training.evaluation;

import static dev.onesug.training.evaluation.RankingMetric.ABSENT;
import static dev.onesug.training.evaluation.RankingMetric.HR_1;
import static dev.onesug.training.evaluation.RankingMetric.HR_16;
import static dev.onesug.training.evaluation.RankingMetric.HR_4;
import static dev.onesug.training.evaluation.RankingMetric.MRR_16;
import static dev.onesug.training.evaluation.RankingMetric.NDCG_16;
import static dev.onesug.training.evaluation.RankingMetric.SAVED_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.training.logs.BehaviourLevel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RankingMetricTest {
  private static final Trial TRIAL = trial("re", "red shoes", BehaviourLevel.QUERY_CLICK);

  private static Trial trial(String prefix, String target, BehaviourLevel level) {
    return new Trial(EvaluationRequest.anonymous(prefix), target, level);
  }

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
    assertThat(HR_1.of(1, TRIAL)).isEqualTo(1);
    assertThat(HR_1.of(2, TRIAL)).isZero();
    assertThat(HR_4.of(4, TRIAL)).isEqualTo(1);
    assertThat(HR_4.of(5, TRIAL)).isZero();
    assertThat(HR_16.of(16, TRIAL)).isEqualTo(1);
    assertThat(MRR_16.of(4, TRIAL)).isEqualTo(0.25);
    assertThat(NDCG_16.of(1, TRIAL)).isEqualTo(1);
    assertThat(NDCG_16.of(3, TRIAL)).isEqualTo(0.5, within(1e-12));
    assertThat(NDCG_16.of(15, TRIAL)).isEqualTo(0.25, within(1e-12));
    assertThat(SAVED_16.of(1, TRIAL)).isEqualTo(7.0 / 9);
    assertThat(SAVED_16.of(16, TRIAL)).isEqualTo(7.0 / 9);
  }

  @ParameterizedTest
  @EnumSource
  void of_absentOrBelowTheCutoff_isZero(RankingMetric metric) {
    assertThat(metric.of(ABSENT, TRIAL)).isZero();
    assertThat(metric.of(17, TRIAL)).isZero();
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
    return Arrays.stream(ranks).mapToDouble(rank -> metric.of(rank, TRIAL)).average().orElseThrow();
  }

  @Test
  void saved_textThatIsNoBeginning_savesWhatIsLongerThanIt() {
    assertThat(SAVED_16.of(1, trial("rde s", "red shoes", BehaviourLevel.ORDER)))
        .isEqualTo(4.0 / 9);
    assertThat(SAVED_16.of(1, trial("shoes that are red", "red shoes", BehaviourLevel.ORDER)))
        .isZero();
    // Letters are code points.
    assertThat(SAVED_16.of(1, trial("\uD83D\uDE00", "\uD83D\uDE00 mug", BehaviourLevel.ORDER)))
        .isEqualTo(0.8);
  }

  @Test
  void weight_ofARequest_isItsGainOrItsLetters() {
    assertThat(HR_16.weight().of(TRIAL)).isEqualTo(1);
    assertThat(SAVED_16.weight().of(TRIAL)).isEqualTo(9);
    assertThat(NDCG_16.weight().of(TRIAL)).isEqualTo(1);
    assertThat(NDCG_16.weight().of(trial("r", "red", BehaviourLevel.ITEM_CLICK))).isEqualTo(1.5);
    assertThat(NDCG_16.weight().of(trial("r", "red", BehaviourLevel.ORDER))).isEqualTo(2);
    assertThatThrownBy(() -> NDCG_16.weight().of(trial("r", "red", BehaviourLevel.SHOW)))
        .hasMessage("level: SHOW (expected: one of a query that was searched)");
  }
}
