package dev.onesug.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.bundle.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsFolderTest {
  @TempDir Path models;
  private final Map<String, FakeModel> opened = new HashMap<>();
  private final ModelVersions versions = new ModelVersions(Deployment.NEWEST);
  private ModelsFolder folder;
  private boolean mended;

  @BeforeEach
  void make() {
    folder = folder(versions);
  }

  @Test
  void start_severalFolders_newestAnswersByDefault() throws IOException {
    folders("a-new", "b-old");

    folder.start();

    assertThat(answering(versions)).isEqualTo("a-new");
    assertThat(versions.names()).containsExactly("a-new", "b-old");
    assertThat(models.resolve("deployment.json")).doesNotExist();
  }

  @Test
  void start_configuredDefault_answersByDefault() throws IOException {
    folders("a-new", "b-old");
    ModelVersions configured = new ModelVersions(Deployment.NEWEST.withDefault("b-old"));

    folder(configured).start();

    assertThat(answering(configured)).isEqualTo("b-old");
  }

  @Test
  void start_configuredDefaultMissing_newestAnswers() throws IOException {
    folders("a-new");
    ModelVersions configured = new ModelVersions(Deployment.NEWEST.withDefault("gone"));

    folder(configured).start();

    assertThat(answering(configured)).isEqualTo("a-new");
  }

  @Test
  void start_damagedVersion_isRefusedAndOthersServe() throws IOException {
    folders("a-new", "damaged");

    folder.start();

    assertThat(versions.names()).containsExactly("a-new");
    assertThat(folder.refused()).containsEntry("damaged", "index/queries.bin: checksum differs");
  }

  @Test
  void start_warmUpFails_isRefusedAndClosed() throws IOException {
    folders("cold");

    folder.start();

    assertThat(versions.now().isReady()).isFalse();
    assertThat(folder.refused()).containsEntry("cold", "search failed");
    assertThat(opened.get("cold").isClosed()).isTrue();
  }

  @Test
  void start_everyVersion_isSearchedBeforeItServes() throws IOException {
    folders("a-new");

    folder.start();

    assertThat(opened.get("a-new").searches()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void start_hiddenAndLooseFiles_areNotVersions() throws IOException {
    folders(".a-new.tmp");
    Files.writeString(models.resolve("README"), "x");

    folder.start();

    assertThat(folder.refused()).isEmpty();
    assertThat(versions.now().isReady()).isFalse();
  }

  @Test
  void poll_newFolder_isLoadedButAnswersOnlyWhoAsks() throws IOException {
    folders("b-old");
    folder.start();

    folders("a-new");
    folder.poll();

    assertThat(answering(versions)).isEqualTo("b-old");
    try (Lease lease = versions.pick("a-new")) {
      assertThat(lease.version()).isEqualTo("a-new");
    }
  }

  @Test
  void poll_folderGone_isRetiredAndTheDefaultSucceeds() throws IOException {
    folders("a-new", "b-old");
    folder.start();

    Files.delete(models.resolve("b-old"));
    folder.poll();

    assertThat(opened.get("b-old").isClosed()).isTrue();
    try (Lease lease = versions.pick("b-old")) {
      assertThat(lease.version()).isEqualTo("a-new");
      assertThat(lease.requested()).isEqualTo("b-old");
    }
  }

  @Test
  void poll_folderOfTheDefaultGone_itGoesOnServing() throws IOException {
    folders("a-new", "b-old");
    folder.start();

    Files.delete(models.resolve("a-new"));
    folder.poll();

    assertThat(answering(versions)).isEqualTo("a-new");
    assertThat(opened.get("a-new").isClosed()).isFalse();
  }

  @Test
  void poll_everyFolderGone_whatIsLoadedGoesOn() throws IOException {
    folders("a-new", "b-old");
    folder.start();

    Files.delete(models.resolve("a-new"));
    Files.delete(models.resolve("b-old"));
    folder.poll();
    assertThat(versions.names()).containsExactly("a-new", "b-old");

    Files.delete(models);
    folder.poll();
    assertThat(versions.names()).containsExactly("a-new", "b-old");

    Files.createDirectory(models);
    folders("a-new");
    folder.poll();
    assertThat(versions.names()).containsExactly("a-new");
  }

  @Test
  void close_besideALoad_endsItAtItsNextStep() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    AtomicInteger steps = new AtomicInteger();
    ModelsFolder stopped =
        new ModelsFolder(
            models,
            8,
            (version, pace) -> {
              loading.countDown();
              while (steps.incrementAndGet() < 1000) {
                workFor(Duration.ofMillis(10));
                pace.step();
              }
              return open(version, pace);
            },
            versions,
            () -> {});
    folders("a-new", "b-old");
    Thread start = new Thread(stopped::start);
    start.start();
    loading.await();

    stopped.close();
    start.join();

    assertThat(steps.get()).isLessThan(1000);
    assertThat(versions.names()).isEmpty();
    assertThatThrownBy(() -> stopped.load("b-old")).isInstanceOf(CancellationException.class);
  }

  @Test
  void poll_refusedFolder_isTriedAgainOnlyOnceItChanges() throws IOException {
    folders("a-new", "damaged");
    folder.start();
    mended = true;

    folder.poll();
    assertThat(folder.refused()).containsKey("damaged");

    Files.writeString(models.resolve("damaged").resolve("bundle.json"), "{}");
    folder.poll();
    assertThat(folder.refused()).isEmpty();
    assertThat(versions.names()).contains("damaged");
  }

  @Test
  void poll_retiredVersionWhoseFolderIsStillThere_staysRetired() throws IOException {
    folders("a-new", "b-old");
    folder.start();

    versions.retire("b-old", null);
    folder.poll();
    assertThat(versions.names()).containsExactly("a-new");

    folder.load("b-old");
    assertThat(versions.names()).containsExactly("a-new", "b-old");
  }

  @Test
  void poll_retiredOnAnotherReplica_isReleasedHereToo() throws IOException {
    folders("a-new", "b-old");
    folder.start();
    ModelVersions other = new ModelVersions(Deployment.NEWEST);
    ModelsFolder replica = folder(other);
    replica.start();
    FakeModel ofTheReplica = opened.get("b-old");

    versions.retire("b-old", null);
    assertThat(ofTheReplica.isClosed()).isFalse();
    replica.poll();

    assertThat(other.names()).containsExactly("a-new");
    assertThat(ofTheReplica.isClosed()).isTrue();
    try (Lease lease = other.pick("b-old")) {
      assertThat(lease.version()).isEqualTo("a-new");
    }
    assertThat(other.now().history()).isEqualTo(versions.now().history());

    folder.load("b-old");
    replica.poll();
    replica.poll();
    assertThat(other.names()).containsExactly("a-new", "b-old");
  }

  @Test
  void deploymentFile_retiresWhatItNamesOrWhatAnswersHere_itStays() throws IOException {
    folders("a-new", "b-old", "c-named", "d-gone");
    folder.start();

    writeDeployment(
        """
        {"current": {
          "aliases": {"kept": "c-named"},
          "successors": {"a-new": "b-old", "c-named": "b-old", "d-gone": "b-old"}}}""");
    folder.poll();

    assertThat(folder.refused()).isEmpty();
    assertThat(versions.names()).containsExactly("a-new", "b-old", "c-named");
    assertThat(opened.get("d-gone").isClosed()).isTrue();
    assertThat(answering(versions)).isEqualTo("a-new");

    writeDeployment(
        """
        {"current": {"defaultVersion": "b-old", "successors": {"a-new": "b-old"}}}""");
    folder.poll();
    assertThat(versions.names()).containsExactly("b-old", "c-named");
  }

  @Test
  void load_beforeAndAfterTheStart_fullSpeedThenGently() throws IOException {
    AtomicInteger gaveWay = new AtomicInteger();
    ModelsFolder paced =
        new ModelsFolder(
            models,
            8,
            (version, pace) -> {
              workFor(Duration.ofMillis(3));
              pace.step();
              return open(version, pace);
            },
            versions,
            gaveWay::incrementAndGet);
    folders("a-new", "b-old");

    paced.start();
    assertThat(gaveWay).hasValue(0);

    folders("c-later");
    paced.poll();
    assertThat(versions.names()).contains("c-later");
    assertThat(gaveWay.get()).isPositive();
  }

  @Test
  void load_unknownOrLoaded_saysWhatThereIs() throws IOException {
    folders("a-new");
    folder.start();

    assertThatThrownBy(() -> folder.load("v9")).hasMessage("version: v9 (expected: one of a-new)");
    assertThatThrownBy(() -> folder.load("a-new"))
        .hasMessage("version: a-new (expected: one that is not loaded)");
  }

  @Test
  void deployment_changed_isReadByTheNextStart() throws IOException {
    folders("a-new", "b-old");
    folder.start();
    versions.deploy(
        new Deployment(
            "b-old", Map.of("a-new", 0.25), "a-new", Map.of("stable", "b-old"), Map.of()));

    ModelVersions restarted = new ModelVersions(Deployment.NEWEST);
    folder(restarted).start();

    assertThat(restarted.now().history()).isEqualTo(versions.now().history());
    assertThat(restarted.now().history().earlier()).hasSize(1);
    restarted.rollBack();
    assertThat(answering(restarted)).isEqualTo("a-new");
    assertThat(restarted.now().effective().split()).isEmpty();
  }

  @Test
  void deploymentFile_writtenByHand_isFollowed() throws IOException {
    folders("a-new", "b-old");
    folder.start();

    writeDeployment("{\"current\": {\"defaultVersion\": \"b-old\"}}");
    folder.poll();

    assertThat(answering(versions)).isEqualTo("b-old");
  }

  @Test
  void deploymentFile_wrong_isRefusedNamedAndNotOverwritten() throws IOException {
    folders("a-new");
    folder.start();
    Map<String, String> wrong =
        new TreeMap<>(
            Map.of(
                "{\"current\": {\"defaultVersion\": \"v9\"}}",
                "version: v9 (expected: one of a-new)",
                "{\"current\": {\"split\": {\"a-new\": 2}}}",
                "split.a-new: 2.0 (expected: above 0, at most 1)",
                "{\"current\": {\"standard\": \"a-new\"}}",
                "standard",
                "{",
                "end-of-input"));
    for (Map.Entry<String, String> one : wrong.entrySet()) {
      writeDeployment(one.getKey());
      folder.poll();

      assertThat(folder.refused().get("deployment.json")).contains(one.getValue());
      assertThat(answering(versions)).isEqualTo("a-new");
      assertThat(models.resolve("deployment.json")).hasContent(one.getKey());
    }

    writeDeployment("{\"current\": {\"defaultVersion\": \"a-new\"}}");
    folder.poll();
    assertThat(folder.refused()).isEmpty();
  }

  @Test
  void deploymentFile_wrong_isNamedWithoutAGap() throws IOException {
    folders("b-old");
    folder.start();
    writeDeployment("{");
    folder.poll();
    Map<String, String> whileLooking = new HashMap<>();
    versions.whenChanged(() -> whileLooking.putAll(folder.refused()));

    folders("a-new");
    folder.poll();

    assertThat(whileLooking).containsKey("deployment.json");
    assertThat(folder.refused()).containsKey("deployment.json");
  }

  @Test
  void deploymentFile_wrongThenRemovedOrAsBefore_isForgiven() throws IOException {
    folders("a-new");
    folder.start();
    writeDeployment("{");
    folder.poll();
    Files.delete(models.resolve("deployment.json"));
    folder.poll();
    assertThat(folder.refused()).isEmpty();

    writeDeployment("{\"current\": {\"defaultVersion\": \"a-new\"}}");
    folder.poll();
    writeDeployment("{");
    folder.poll();
    writeDeployment("{\"current\": {\"defaultVersion\": \"a-new\"}}");
    folder.poll();
    assertThat(folder.refused()).isEmpty();
  }

  @Test
  void deploymentFile_namesAVersionThatIsPublishedLater_holdsFromThenOn() throws IOException {
    folders("b-old");
    folder.start();
    writeDeployment("{\"current\": {\"defaultVersion\": \"a-new\"}}");
    folder.poll();

    folders("a-new");
    folder.poll();

    assertThat(answering(versions)).isEqualTo("a-new");
    assertThat(folder.refused()).isEmpty();
  }

  private static String answering(ModelVersions versions) {
    try (Lease lease = versions.pick(null)) {
      return lease.version();
    }
  }

  private static void workFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private ModelsFolder folder(ModelVersions target) {
    return new ModelsFolder(models, 8, this::open, target, () -> {});
  }

  private void writeDeployment(String json) throws IOException {
    Files.writeString(models.resolve("deployment.json"), json);
  }

  private void folders(String... names) throws IOException {
    for (String name : List.of(names)) {
      Files.setLastModifiedTime(
          Files.createDirectory(models.resolve(name)), FileTime.from(Instant.EPOCH));
    }
  }

  private ServedModel open(Path version, Pace pace) throws IOException {
    String name = version.getFileName().toString();
    if (name.equals("damaged") && !mended) {
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
