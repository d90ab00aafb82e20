package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleRatioTest {
  private static final Map<String, Double> EQUAL = Map.of("a", 0.5, "b", 0.5);

  private static SampleRatio of(int a, int b, Map<String, Double> planned) {
    return SampleRatio.of(Map.of("a", a, "b", b), planned);
  }

  /** Two users, one by one: the second goes by the prior and by where the first went. */
  @Test
  void pValue_twoUsers_isTheRatioOfTheirChances() {
    double mixture = (0.5 * 501 / 1001 + 0.5 * 6 / 11) / 2;

    assertThat(of(2, 0, EQUAL).pValue()).isCloseTo(0.25 / mixture, offset(1e-9));
    assertThat(of(1, 1, EQUAL).pValue()).as("capped").isEqualTo(1);
  }

  @Test
  void isMismatch_splitAsPlanned_isFalse() {
    assertThat(of(5030, 4970, EQUAL).isMismatch()).isFalse();
    assertThat(of(900, 100, Map.of("a", 0.9, "b", 0.1)).isMismatch()).isFalse();
    assertThat(of(0, 0, EQUAL).isMismatch()).isFalse();
  }

  @Test
  void isMismatch_lostUsers_isTrue() {
    assertThat(of(600, 400, EQUAL).isMismatch()).isTrue();
    assertThat(of(50_800, 49_200, EQUAL).isMismatch()).isTrue();
    assertThat(of(100, 0, EQUAL).isMismatch()).as("nobody got b").isTrue();
    assertThat(of(500, 500, Map.of("a", 0.9, "b", 0.1)).isMismatch()).isTrue();
  }

  @Test
  void isMismatch_lookedAtFiftyTimes_staysBelowItsAlarmRate() {
    SplittableRandom random = new SplittableRandom(7);
    int alarms = 0;
    for (int experiment = 0; experiment < 1000; experiment++) {
      int a = 0;
      boolean alarm = false;
      for (int look = 1; look <= 50; look++) {
        for (int user = 0; user < 40; user++) {
          a += random.nextBoolean() ? 1 : 0;
        }
        alarm |= of(a, 40 * look - a, EQUAL).isMismatch();
      }
      alarms += alarm ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(10);
  }
}
