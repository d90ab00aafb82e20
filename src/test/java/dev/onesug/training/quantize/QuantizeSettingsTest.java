package dev.onesug.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizeSettingsTest {
  @ParameterizedTest
  @CsvSource({"10,3,8", "7000,3,32", "140000,3,128", "2000000,4,512"})
  void forQueries_number_setsLevelsAndCodes(int queries, int levels, int codes) {
    QuantizeSettings settings = QuantizeSettings.forQueries(queries);
    assertThat(settings.levels()).isEqualTo(levels);
    assertThat(settings.codes()).isEqualTo(codes);
  }
}
