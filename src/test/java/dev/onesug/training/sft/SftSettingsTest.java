package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.descent.DescentSettings;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SftSettingsTest {

  @Test
  void takes_fewerThanThereAre_areSpreadOverAll() {
    SftSettings some = new SftSettings(30, DescentSettings.DEFAULT);
    assertThat(LongStream.range(0, 100).filter(place -> some.takes(place, 100)).count())
        .isEqualTo(30);
    assertThat(LongStream.range(0, 10).filter(place -> some.takes(place, 100)).count())
        .isEqualTo(3);
  }

  @Test
  void takes_noLimitOrTooFew_isAll() {
    assertThat(new SftSettings(0, DescentSettings.DEFAULT).takes(7, 100)).isTrue();
    SftSettings more = new SftSettings(200, DescentSettings.DEFAULT);
    assertThat(LongStream.range(0, 100).allMatch(place -> more.takes(place, 100))).isTrue();
    assertThatThrownBy(() -> new SftSettings(-1, DescentSettings.DEFAULT))
        .hasMessage("samples: -1 (expected: at least 0)");
  }
}
