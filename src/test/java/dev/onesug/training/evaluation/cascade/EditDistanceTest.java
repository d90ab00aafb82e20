package dev.onesug.training.evaluation.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "red sh, red shoes, 0",
    "red shoes, red shoes, 0",
    "rde sh, red shoes, 2",
    "rad sh, red shoes, 1",
    "redd sh, red shoes, 1",
    "rd sh, red shoes, 1",
    "red shoes for, red shoes, 4",
    "xyz, red shoes, 3",
    "'', red shoes, 0",
    "red, '', 3",
  })
  void toBeginning_typedText_countsFewestSlips(String typed, String query, int distance) {
    assertThat(EditDistance.toBeginning(typed, query)).isEqualTo(distance);
  }
}
