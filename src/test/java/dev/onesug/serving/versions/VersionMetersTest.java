package dev.onesug.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.bundle.Pace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionMetersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant DAY_AGO = Instant.parse("2026-02-28T00:00:00Z");

  @TempDir Path models;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VersionMeters meters =
      new VersionMeters(registry, Clock.fixed(NOW, ZoneOffset.UTC));

  private final ModelVersions versions = ModelVersions.of(new FakeModel("blue", DAY_AGO));

  @Test
  void follow_loadedVersion_showsAgesInSeconds() {
    follow();

    assertThat(age("onesug.model.age", "blue")).isEqualTo(86_400);
    assertThat(age("onesug.index.age", "blue")).isEqualTo(86_400);
  }

  @Test
  void follow_retiredVersion_takesItsMetersAndNoOthers() {
    follow();
    versions.add(new FakeModel("red", NOW));
    assertThat(age("onesug.model.age", "red")).isZero();
    registry.timer("onesug.stage", "stage", "search", "version", "blue");
    registry.counter("onesug.requests", "outcome", "generated");

    versions.retire("blue", null);

    assertThat(registry.getMeters())
        .noneMatch(meter -> "blue".equals(meter.getId().getTag("version")))
        .hasSize(6);
  }

  @Test
  void follow_hundredVersionsThatComeAndGo_leaveNothing() {
    follow();
    int before = registry.getMeters().size();
    for (int i = 0; i < 100; i++) {
      String passing = "v" + i;
      versions.add(new FakeModel(passing, Instant.EPOCH));
      versions.retire(passing, null);
      // Its last answer comes when it is retired already.
      registry.timer("onesug.stage", "stage", "search", "version", passing);
    }
    versions.deploy(Deployment.NEWEST.withDefault("blue"));

    assertThat(registry.getMeters()).hasSize(before);
  }

  @Test
  void follow_refusedAndLeftOutVersions_areCountedApart() throws IOException {
    Files.createDirectory(models.resolve("damaged"));
    Files.createDirectory(models.resolve("one-more"));
    ModelVersions two = new ModelVersions(new Deployment("damaged", null, null, null, null));
    ModelsFolder folder = new ModelsFolder(models, 1, VersionMetersTest::open, two, () -> {});
    meters.follow(two, folder);

    folder.start();
    assertThat(number("loaded")).isEqualTo(1);
    assertThat(number("refused")).isEqualTo(1);
    assertThat(number("left-out")).isZero();

    Files.createDirectory(models.resolve("too-many"));
    folder.poll();
    assertThat(number("refused")).isEqualTo(1);
    assertThat(number("left-out")).isEqualTo(1);
  }

  private void follow() {
    meters.follow(
        versions, new ModelsFolder(models, 8, (folder, pace) -> null, versions, () -> {}));
  }

  private static ServedModel open(Path version, Pace pace) throws IOException {
    String name = version.getFileName().toString();
    if (name.equals("damaged")) {
      throw new IOException("index/queries.bin: checksum differs");
    }
    return new FakeModel(name, DAY_AGO);
  }

  private double number(String state) {
    return registry.get("onesug.versions").tag("state", state).gauge().value();
  }

  private double age(String name, String version) {
    return registry.get(name).tag("version", version).timeGauge().value();
  }
}
