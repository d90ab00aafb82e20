package dev.onesug.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVersionsTest {
  @TempDir Path models;
  private final Map<String, FakeModel> opened = new HashMap<>();

  @Test
  void load_severalFolders_newestAnswersByDefault() throws IOException {
    folders("a-new", "b-old");
    ModelVersions versions = new ModelVersions(null);

    versions.load(models, this::open);

    assertThat(versions.pick(null).version()).isEqualTo("a-new");
    assertThat(versions.pick("b-old").version()).isEqualTo("b-old");
    assertThat(versions.names()).containsExactly("a-new", "b-old");
  }

  @Test
  void load_configuredDefault_answersByDefault() throws IOException {
    folders("a-new", "b-old");
    ModelVersions versions = new ModelVersions("b-old");

    versions.load(models, this::open);

    assertThat(versions.pick(null).version()).isEqualTo("b-old");
  }

  @Test
  void load_configuredDefaultMissing_newestAnswers() throws IOException {
    folders("a-new");
    ModelVersions versions = new ModelVersions("gone");

    versions.load(models, this::open);

    assertThat(versions.pick(null).version()).isEqualTo("a-new");
  }

  @Test
  void load_damagedVersion_isRefusedAndOthersServe() throws IOException {
    folders("a-new", "damaged");
    ModelVersions versions = new ModelVersions(null);

    versions.load(models, this::open);

    assertThat(versions.names()).containsExactly("a-new");
    assertThat(versions.refused()).containsEntry("damaged", "index/queries.bin: checksum differs");
  }

  @Test
  void load_warmUpFails_isRefusedAndClosed() throws IOException {
    folders("cold");
    ModelVersions versions = new ModelVersions(null);

    versions.load(models, this::open);

    assertThat(versions.isReady()).isFalse();
    assertThat(versions.refused()).containsEntry("cold", "search failed");
    assertThat(opened.get("cold").isClosed()).isTrue();
  }

  @Test
  void load_everyVersion_isSearchedBeforeItServes() throws IOException {
    folders("a-new");
    new ModelVersions(null).load(models, this::open);

    assertThat(opened.get("a-new").searches()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void load_hiddenAndLooseFiles_areNotVersions() throws IOException {
    folders(".a-new.tmp");
    Files.writeString(models.resolve("README"), "x");
    ModelVersions versions = new ModelVersions(null);

    versions.load(models, this::open);

    assertThat(versions.refused()).isEmpty();
    assertThat(versions.isReady()).isFalse();
  }

  @Test
  void pick_nothingLoaded_notReady() {
    ModelVersions versions = new ModelVersions(null);
    versions.load(models.resolve("missing"), this::open);

    assertThatThrownBy(() -> versions.pick(null)).isInstanceOf(NotReadyException.class);
  }

  @Test
  void close_closesEveryModel() throws IOException {
    folders("a-new", "b-old");
    ModelVersions versions = new ModelVersions(null);
    versions.load(models, this::open);

    versions.close();

    assertThat(opened.values()).allMatch(FakeModel::isClosed);
    assertThat(versions.isReady()).isFalse();
  }

  private void folders(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectory(models.resolve(name));
    }
  }

  private ServedModel open(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    if (name.equals("damaged")) {
      throw new IOException("index/queries.bin: checksum differs");
    }
    Instant created =
        Instant.parse(name.equals("a-new") ? "2026-02-01T00:00:00Z" : "2026-01-01T00:00:00Z");
    FakeModel model = new FakeModel(name, created);
    if (name.equals("cold")) {
      model.searching(
          input -> {
            throw new IllegalStateException("search failed");
          });
    }
    opened.put(name, model);
    return model;
  }
}
