package dev.onesug.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.bundle.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** More versions lie in the folder than may be loaded. */
class ModelsFolderRoomTest {
  private static final String FULL =
      "loaded versions: 2 (expected: fewer than onesug.max-versions, 2; retire one first)";

  @TempDir Path models;
  private final Map<String, Instant> published = new HashMap<>();
  private final List<String> opened = new ArrayList<>();
  private final ModelVersions versions = new ModelVersions(Deployment.NEWEST);

  @BeforeEach
  void threeVersions() throws IOException {
    publish("old", "2026-01-01T00:00:00Z");
    publish("mid", "2026-02-01T00:00:00Z");
    publish("new", "2026-03-01T00:00:00Z");
  }

  @Test
  void make_roomForNone_isRefused() {
    assertThatThrownBy(() -> folder(0, versions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("onesug.max-versions: 0 (expected: at least 1)");
  }

  @Test
  void start_moreThanFit_newestAreLoadedAndTheOthersNamed() {
    ModelsFolder folder = started(2);

    assertThat(opened).containsExactly("new", "mid");
    assertThat(folder.refused()).isEqualTo(Map.of("old", FULL));
  }

  @Test
  void start_deploymentNamesAnOldOne_isLoadedFirstAndCounts() {
    ModelVersions configured = new ModelVersions(Deployment.NEWEST.withDefault("old"));
    ModelsFolder folder = folder(2, configured);

    folder.start();

    assertThat(opened).containsExactly("old", "new");
    assertThat(folder.refused()).isEqualTo(Map.of("mid", FULL));
  }

  @Test
  void start_deploymentNamesMoreThanFit_allOfThemAreLoaded() {
    ModelVersions configured =
        new ModelVersions(new Deployment("old", Map.of("mid", 0.1), null, null, null));
    ModelsFolder folder = folder(1, configured);

    folder.start();

    assertThat(configured.names()).containsExactly("mid", "old");
    assertThat(folder.refused())
        .isEqualTo(
            Map.of(
                "new",
                "loaded versions: 2 (expected: fewer than onesug.max-versions, 1; retire one"
                    + " first)"));
  }

  @Test
  void start_newestIsDamaged_anotherTakesItsPlace() throws IOException {
    publish("damaged", "2026-04-01T00:00:00Z");

    ModelsFolder folder = started(2);

    assertThat(versions.names()).containsExactly("mid", "new");
    assertThat(folder.refused())
        .isEqualTo(Map.of("damaged", "index/queries.bin: checksum differs", "old", FULL));
  }

  @Test
  void start_withoutReadableManifest_comesLast() throws IOException {
    Files.createDirectory(models.resolve("bare"));
    Files.writeString(models.resolve("new").resolve("bundle.json"), "{\"formatVersion\": 1}");

    started(2);

    assertThat(opened).containsExactly("mid", "old");
  }

  @Test
  void poll_newerOneWhenFull_isLeftOutAndNothingIsTakenAway() throws IOException {
    ModelsFolder folder = started(2);

    publish("newer", "2026-04-01T00:00:00Z");
    folder.poll();

    assertThat(versions.names()).containsExactly("mid", "new");
    assertThat(folder.refused()).isEqualTo(Map.of("newer", FULL, "old", FULL));
  }

  @Test
  void poll_oneRetired_theNewestLeftOutIsLoadedAndNotTheRetired() throws IOException {
    publish("oldest", "2025-01-01T00:00:00Z");
    ModelsFolder folder = started(2);

    versions.retire("mid", null);
    folder.poll();

    assertThat(versions.names()).containsExactly("new", "old");
    assertThat(opened).containsExactly("new", "mid", "old");
    assertThat(folder.refused()).isEqualTo(Map.of("oldest", FULL));
  }

  @Test
  void poll_retiredAndNothingLeftOut_staysRetired() {
    ModelsFolder folder = started(3);

    versions.retire("mid", null);
    folder.poll();

    assertThat(versions.names()).containsExactly("new", "old");
    assertThat(folder.refused()).isEmpty();
  }

  @Test
  void poll_folderGone_theNewestLeftOutTakesItsPlaceAtOnce() throws IOException {
    ModelsFolder folder = started(2);

    Files.delete(models.resolve("mid").resolve("bundle.json"));
    Files.delete(models.resolve("mid"));
    folder.poll();

    assertThat(versions.names()).containsExactly("new", "old");
    assertThat(folder.refused()).isEmpty();
  }

  @Test
  void poll_folderOfOneLeftOutGone_isForgotten() throws IOException {
    ModelsFolder folder = started(2);

    Files.delete(models.resolve("old").resolve("bundle.json"));
    Files.delete(models.resolve("old"));
    folder.poll();

    assertThat(folder.refused()).isEmpty();
  }

  /** Another replica, which loaded others, may have written the file. */
  @Test
  void poll_fileNamesOneThatIsLeftOut_isLoadedAndTheFileFollowed() throws IOException {
    ModelsFolder folder = started(2);

    Files.writeString(
        models.resolve("deployment.json"), "{\"current\": {\"defaultVersion\": \"old\"}}");
    folder.poll();

    assertThat(versions.names()).containsExactly("mid", "new", "old");
    assertThat(versions.answering()).containsExactly("old");
    assertThat(folder.refused()).isEmpty();
  }

  @Test
  void poll_fileRetiresOneThatIsLeftOut_isNotNamedAnyMore() throws IOException {
    ModelsFolder folder = started(2);

    Files.writeString(
        models.resolve("deployment.json"), "{\"current\": {\"successors\": {\"old\": \"new\"}}}");
    folder.poll();
    folder.poll();

    assertThat(folder.refused()).isEmpty();
  }

  @Test
  void load_full_saysWhyWithStatus400() throws IOException {
    ModelsFolder folder = started(2);
    VersionsEndpoint endpoint = new VersionsEndpoint(versions, folder);

    WebEndpointResponse<Object> refused = endpoint.change("old", "load", null);

    assertThat(refused.getStatus()).isEqualTo(400);
    assertThat(refused.getBody())
        .isEqualTo(Map.of("title", "Nothing was changed", "status", 400, "detail", FULL));
    assertThat(endpoint.versions().refused()).isEqualTo(Map.of("old", FULL));
    assertThat(opened).containsExactly("new", "mid");

    versions.retire("mid", null);
    assertThat(endpoint.change("old", "load", null).getStatus()).isEqualTo(200);
    assertThat(endpoint.versions().refused()).isEmpty();
    assertThat(endpoint.versions().retired()).containsOnlyKeys("mid");
    assertThat(endpoint.change("mid", "load", null).getStatus()).isEqualTo(400);
  }

  private ModelsFolder started(int most) {
    ModelsFolder folder = folder(most, versions);
    folder.start();
    return folder;
  }

  private ModelsFolder folder(int most, ModelVersions target) {
    return new ModelsFolder(models, most, this::open, target, () -> {});
  }

  private void publish(String name, String created) throws IOException {
    published.put(name, Instant.parse(created));
    Files.writeString(
        Files.createDirectory(models.resolve(name)).resolve("bundle.json"),
        """
        {"formatVersion": 1, "name": "%s", "provenance": {"created": "%s"}, "files": {}}
        """
            .formatted(name, created));
  }

  private ServedModel open(Path version, Pace pace) throws IOException {
    String name = version.getFileName().toString();
    if (name.equals("damaged")) {
      throw new IOException("index/queries.bin: checksum differs");
    }
    opened.add(name);
    return new FakeModel(name, published.getOrDefault(name, Instant.EPOCH));
  }
}
