package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private static final int DRAWS = 100_000;

  @Test
  void chances_list_areWhatIsChosen() {
    Map<String, Long> counts = new LinkedHashMap<>();
    List.of("red desk lamp", "desk lamp", "umbrella", "red lamp").forEach(q -> counts.put(q, 1L));
    Examination examination = new Examination(new Vocabulary(QueryReader.read(counts)));
    int[] ranked = {2, 1, WishRanker.UNKNOWN, 0, 3};

    double[] chances = examination.chances(ranked, 0);

    SplittableRandom random = new SplittableRandom(3);
    double[] shares = new double[ranked.length];
    for (int i = 0; i < DRAWS; i++) {
      int chosen = examination.choose(ranked, 0, random);
      if (chosen >= 0) {
        shares[chosen] += 1.0 / DRAWS;
      }
    }
    for (int position = 0; position < ranked.length; position++) {
      assertThat(shares[position]).isCloseTo(chances[position], offset(0.005));
    }
    assertThat(chances[3]).isGreaterThan(0.3);
    assertThat(chances[1]).isBetween(0.001, 0.05);
    assertThat(chances[0] + chances[2]).isZero();
  }

  @Test
  void chances_longList_endWhereTheBoxEnds() {
    Map<String, Long> counts = Map.of("lamp", 1L);
    Examination examination = new Examination(new Vocabulary(QueryReader.read(counts)));

    assertThat(examination.chances(new int[16], 0)).hasSize(Examination.SHOWN);
  }
}
