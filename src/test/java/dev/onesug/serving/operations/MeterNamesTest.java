package dev.onesug.serving.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "up|up",
        "sum by (le, stage) (rate(a_total{x=~\"$y\",z=\"b_total\"}[5m]))|a_total",
        "histogram_quantile(0.95, sum(rate(a_bucket[$__rate_interval])) by (le))|a_bucket",
        "a > 1.5 and on (instance) b unless c|a b c",
        "1 - a / ignoring(x) group_left(y) b|a b",
        "predict_linear(a[6h], 86400) > 1.25 * a|a",
        "a:b:rate5m > 14.4 * 0.01|a:b:rate5m",
        "label_values(a_count)|a_count",
      })
  void in_expression_namesOfItsMeters(String expression, String names) {
    assertThat(MeterNames.in(expression)).containsExactly(names.split(" "));
  }

  @Test
  void used_theFiles_manyMeters() {
    assertThat(MeterNames.used())
        .contains(
            "onesug_requests_total", "http_server_requests_seconds_bucket", "onesug_in_flight")
        .doesNotContain("up", "instance", "le");
  }
}
