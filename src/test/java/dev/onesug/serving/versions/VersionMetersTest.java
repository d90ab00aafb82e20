package dev.onesug.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VersionMetersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant DAY_AGO = Instant.parse("2026-02-28T00:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VersionMeters meters =
      new VersionMeters(registry, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void watch_version_showsAgesInSeconds() {
    meters.watch(new FakeModel("blue", DAY_AGO));

    assertThat(age("onesug.model.age", "blue")).isEqualTo(86_400);
    assertThat(age("onesug.index.age", "blue")).isEqualTo(86_400);
  }

  @Test
  void watch_sameNameAgain_showsTheNewOne() {
    meters.watch(new FakeModel("blue", DAY_AGO));
    meters.watch(new FakeModel("blue", NOW));

    assertThat(age("onesug.model.age", "blue")).isZero();
  }

  @Test
  void forget_version_takesItsMetersAndNoOthers() {
    meters.watch(new FakeModel("blue", DAY_AGO));
    meters.watch(new FakeModel("red", DAY_AGO));
    registry.timer("onesug.stage", "stage", "search", "version", "blue");
    registry.counter("onesug.requests", "outcome", "generated");

    meters.forget("blue");

    assertThat(registry.getMeters())
        .noneMatch(meter -> "blue".equals(meter.getId().getTag("version")))
        .hasSize(3);
  }

  @Test
  void watchAndForget_hundredVersions_leaveNothing() {
    for (int i = 0; i < 100; i++) {
      meters.watch(new FakeModel("v" + i, DAY_AGO));
      registry.timer("onesug.stage", "stage", "search", "version", "v" + i);
      meters.forget("v" + i);
    }

    assertThat(registry.getMeters()).isEmpty();
  }

  private double age(String name, String version) {
    return registry.get(name).tag("version", version).timeGauge().value();
  }
}
