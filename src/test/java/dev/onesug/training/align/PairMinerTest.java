package dev.onesug.training.align;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairMinerTest {

  @ParameterizedTest
  @CsvSource({
    "runing sh, running shoes, true",
    "rnuning, running shoes, true",
    "runnning, running shoes, true",
    "rumning, running shoes, true",
    "running, running shoes, false",
    "shoes running, running shoes, false",
    "rnnuign, running shoes, false",
    "ru, red, false",
    "phone casr, phone case, true"
  })
  void isMisspelt_oneSlip_isSeen(String prefix, String target, boolean expected) {
    assertThat(PairMiner.isMisspelt(prefix, target)).isEqualTo(expected);
  }

  @Test
  void isMisspelt_longerThanTheQuery_isNot() {
    assertThat(PairMiner.isMisspelt("phone case for iphone", "phone")).isFalse();
  }
}
