package dev.onesug.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleWriterTest {
  private static final Provenance PROVENANCE =
      new Provenance(
          Instant.parse("2026-11-22T01:00:00Z"),
          List.of("parent"),
          Map.of("sft", Map.of("steps", 100)),
          new Provenance.DataWindow(
              "simulated, seed 7",
              Instant.parse("2026-10-01T00:00:00Z"),
              Instant.parse("2026-10-31T00:00:00Z")),
          Map.of("hr16", 0.5));

  @TempDir Path folder;
  private Path models;

  @BeforeEach
  void models() {
    models = folder.resolve("models");
  }

  @Test
  void write_content_isReadBackAndVerified() throws IOException {
    Path version = new BundleWriter(models).write("demo", PROVENANCE, BundleWriterTest::content);

    Manifest manifest = Manifest.read(version);
    new VersionFolder(version).verify(manifest, Pace.FULL);

    assertThat(version).isEqualTo(models.resolve("demo"));
    assertThat(manifest.name()).isEqualTo("demo");
    assertThat(manifest.provenance()).isEqualTo(PROVENANCE);
    assertThat(manifest.files())
        .containsEntry(
            "index/queries.bin",
            new FileEntry(3, "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"))
        .containsOnlyKeys("index/queries.bin", "seq2seq/config.json");
    assertThat(entries()).containsExactly("demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "content", "manifest", "force"})
  void write_stepFails_leavesNothing(String failing) {
    BundleWriter writer = new BundleWriter(models, step -> failAt(failing, step));

    assertThatThrownBy(() -> writer.write("demo", PROVENANCE, BundleWriterTest::content))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left on device");
    assertThat(entries()).isEmpty();
  }

  @Test
  void write_diskFullWithinContent_leavesNothingAndTheOtherVersions() throws IOException {
    BundleWriter writer = new BundleWriter(models);
    writer.write("old", PROVENANCE, BundleWriterTest::content);

    assertThatThrownBy(
            () ->
                writer.write(
                    "new",
                    PROVENANCE,
                    partial -> {
                      content(partial);
                      throw new IOException("no space left on device");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(entries()).containsExactly("old");
  }

  @Test
  void write_atEveryStep_noHalfVersionIsVisible() throws IOException {
    BundleWriter writer = new BundleWriter(models, this::assertVisibleVersionsAreWhole);

    writer.write("one", PROVENANCE, BundleWriterTest::content);
    writer.write("two", PROVENANCE, BundleWriterTest::content);

    assertThat(entries()).containsExactly("one", "two");
  }

  /** A killed process runs no clean-up: what it leaves is what is there at that step. */
  @ParameterizedTest
  @ValueSource(strings = {"folder", "content", "manifest", "force"})
  void write_afterAKill_removesWhatItLeft(String killedAt) throws IOException {
    Path leftover = folder.resolve("leftover");
    BundleWriter killed =
        new BundleWriter(
            models,
            step -> {
              if (step.equals(killedAt)) {
                Files.move(models.resolve(".demo.partial"), leftover);
                throw new IOException("killed");
              }
            });
    assertThatThrownBy(() -> killed.write("demo", PROVENANCE, BundleWriterTest::content))
        .hasMessage("killed");
    Files.move(leftover, models.resolve(".demo.partial"));

    new BundleWriter(models).write("next", PROVENANCE, BundleWriterTest::content);

    assertThat(entries()).containsExactly("next");
  }

  @Test
  void write_nameTaken_isRefusedAndNothingChanges() throws IOException {
    BundleWriter writer = new BundleWriter(models);
    Path version = writer.write("demo", PROVENANCE, BundleWriterTest::content);

    assertThatThrownBy(() -> writer.write("demo", PROVENANCE, partial -> {}))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("published already");
    new VersionFolder(version).verify(Manifest.read(version), Pace.FULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "../up", "a/b", "a b"})
  void write_nameThatIsNoFolderName_isRefused(String name) {
    assertThatThrownBy(() -> new BundleWriter(models).write(name, PROVENANCE, partial -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("name: " + name + " (expected:");
  }

  @Test
  void verify_alteredFile_isRefusedByNameAndChecksum() throws IOException {
    Path version = new BundleWriter(models).write("demo", PROVENANCE, BundleWriterTest::content);
    Files.write(version.resolve("index/queries.bin"), new byte[] {1, 2, 4});

    assertThatThrownBy(() -> new VersionFolder(version).verify(Manifest.read(version), Pace.FULL))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            version.resolve("index/queries.bin")
                + ": SHA-256 d4b29a968c40173638ded8d174c86957afa211be479cee020dba5dfe127d91ca"
                + " (expected: 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81);"
                + " the file is altered");
  }

  @Test
  void verify_cutFile_isRefusedByNameAndSize() throws IOException {
    Path version = new BundleWriter(models).write("demo", PROVENANCE, BundleWriterTest::content);
    Files.write(version.resolve("index/queries.bin"), new byte[] {1, 2});

    assertThatThrownBy(() -> new VersionFolder(version).verify(Manifest.read(version), Pace.FULL))
        .isInstanceOf(BundleException.class)
        .hasMessageEndingWith("queries.bin: 2 bytes (expected: 3); the file is cut or altered");
  }

  @Test
  void verify_missingFile_isRefusedByName() throws IOException {
    Path version = new BundleWriter(models).write("demo", PROVENANCE, BundleWriterTest::content);
    Files.delete(version.resolve("seq2seq/config.json"));

    assertThatThrownBy(() -> new VersionFolder(version).verify(Manifest.read(version), Pace.FULL))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("config.json: absent (expected: 2 bytes, SHA-256 44136fa355b3678a");
  }

  @Test
  void verify_fileThatIsNotListed_isRefusedByName() throws IOException {
    Path version = new BundleWriter(models).write("demo", PROVENANCE, BundleWriterTest::content);
    Files.createFile(version.resolve("seq2seq/extra.json"));

    assertThatThrownBy(() -> new VersionFolder(version).verify(Manifest.read(version), Pace.FULL))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("extra.json: not part of this version");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"formatVersion\": 2}            | formatVersion: 2 (expected: 1)",
        "{}                                | formatVersion: 0 (expected: 1)",
        "{\"formatVersion\": 1, \"name\":  | not a manifest (expected: JSON)",
        "{\"formatVersion\": 1}            | not a manifest (expected: JSON)",
        "[]                                | formatVersion: 0 (expected: 1)",
      })
  void read_manifestOfAnotherShape_isRefusedByName(String json, String reason) throws IOException {
    Files.createDirectories(models.resolve("demo"));
    Files.writeString(models.resolve("demo/bundle.json"), json);

    assertThatThrownBy(() -> Manifest.read(models.resolve("demo")))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(models.resolve("demo/bundle.json") + ": " + reason);
  }

  @Test
  void read_noManifest_isRefused() {
    assertThatThrownBy(() -> Manifest.read(models.resolve("demo")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("bundle.json: absent");
  }

  @Test
  void read_folderRenamed_isRefused() throws IOException {
    Path version = new BundleWriter(models).write("demo", PROVENANCE, BundleWriterTest::content);
    Files.move(version, models.resolve("other"));

    assertThatThrownBy(() -> Manifest.read(models.resolve("other")))
        .isInstanceOf(BundleException.class)
        .hasMessageEndingWith("name: demo (expected: other, as its folder is called)");
  }

  private static void content(Path version) throws IOException {
    Files.createDirectory(version.resolve("index"));
    Files.write(version.resolve("index/queries.bin"), new byte[] {1, 2, 3});
    Files.createDirectory(version.resolve("seq2seq"));
    Files.writeString(version.resolve("seq2seq/config.json"), "{}");
  }

  private static void failAt(String failing, String step) throws IOException {
    if (step.equals(failing)) {
      throw new IOException("no space left on device");
    }
  }

  private void assertVisibleVersionsAreWhole(String step) throws IOException {
    for (String name : entries()) {
      if (!name.startsWith(".")) {
        Path version = models.resolve(name);
        new VersionFolder(version).verify(Manifest.read(version), Pace.FULL);
      }
    }
  }

  private List<String> entries() {
    try (Stream<Path> entries = Files.list(models)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
