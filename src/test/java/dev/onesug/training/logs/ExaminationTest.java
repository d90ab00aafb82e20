package dev.onesug.training.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private static final double[] TRUTH = {1, 0.7, 0.5, 0.3};

  /** Twenty queries that attract more or less; what attracts stands on top more often. */
  private static Impressions people(int count) {
    Random random = new Random(5);
    Impressions impressions = new Impressions();
    for (int person = 0; person < count; person++) {
      List<Integer> ranked = new ArrayList<>();
      for (int query = 0; query < 20; query++) {
        ranked.add(query);
      }
      double[] merit = random.doubles(20).toArray();
      ranked.sort(Comparator.comparingDouble(query -> query * 0.05 + merit[query]));
      List<String> shown = ranked.stream().limit(4).map(query -> "q" + query).toList();
      impressions.add("p", shown, clicked(ranked, random));
    }
    return impressions;
  }

  private static int clicked(List<Integer> ranked, Random random) {
    for (int position = 0; position < TRUTH.length; position++) {
      if (random.nextDouble() < TRUTH[position] * attraction(ranked.get(position))) {
        return position;
      }
    }
    return -1;
  }

  private static double attraction(int query) {
    return 0.2 / (1 + query / 4.0);
  }

  @Test
  void estimate_popularOnTop_tellsPositionFromAttraction() {
    Examination examination = Examination.estimate(people(100_000));
    assertThat(examination.chances()).hasSize(4);
    for (int position = 0; position < TRUTH.length; position++) {
      assertThat(examination.at(position)).isCloseTo(TRUTH[position], within(0.04));
    }
    assertThat(examination.at(9)).isEqualTo(examination.at(3));
  }

  @Test
  void rates_ofWhatWasShownLow_areNotTakenForUnwanted() {
    Impressions impressions = people(100_000);
    ClickRates rates = ClickRates.of(impressions, Examination.estimate(impressions));
    for (int query = 0; query < 8; query++) {
      assertThat((double) rates.of("p", "q" + query)).isCloseTo(attraction(query), within(0.012));
    }
    assertThat(rates.of("p", "never shown")).isEqualTo(rates.of("p"));
    assertThat(rates.of("never seen", "q0")).isEqualTo(rates.of("never seen"));
  }

  @Test
  void estimate_nothingShown_isOneSureLook() {
    Impressions impressions = new Impressions();
    impressions.add("p", List.of(), -1);
    assertThat(Examination.estimate(impressions).chances()).containsExactly(1.0);
    ClickRates rates = ClickRates.of(impressions, Examination.estimate(impressions));
    assertThat(rates.of("p", "q")).isZero();
  }
}
