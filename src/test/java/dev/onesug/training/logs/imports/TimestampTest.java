package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.logs.Malformed;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
  private final Tally tally = new Tally();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-01T10:00:00.5Z",
        "2026-09-01 10:00:00.500Z",
        "2026-09-01T12:00:00.5+02:00",
        "2026-09-01T12:00:00.5+0200",
        "1788256800500"
      })
  void read_timeWithAZone_isThatInstant(String text) {
    assertThat(read(text)).isEqualTo(Instant.parse("2026-09-01T10:00:00.500Z"));
    assertThat(report().assumed()).isEmpty();
  }

  @Test
  void read_timeWithoutAZone_isUtcAndAnAssumption() {
    assertThat(read("2026-09-01 10:00:00")).isEqualTo(Instant.parse("2026-09-01T10:00:00Z"));
    assertThat(report().assumed()).containsEntry("at: no time zone, read as UTC", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "2026-13-01T00:00:00Z", "2026-09-01", "12", "-5"})
  void read_noTime_isRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("at: " + text + " (expected: an ISO 8601 time");
  }

  private Instant read(String text) {
    return Timestamp.read(Row.parse("{\"at\":\"" + text + "\"}"), "at", tally);
  }

  private ImportReport report() {
    return tally.report(LogFormat.UBI, 0, 0, new Malformed(0));
  }
}
