package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.pipeline.StageStore.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageStoreTest {
  private record Settings(int size) {}

  @TempDir Path run;
  private StageStore store;

  @BeforeEach
  void open() {
    store = new StageStore(run);
  }

  private Finished make(Stage stage, int size, Finished... inputs) throws IOException {
    return store.run(
        stage,
        new Settings(size),
        List.of(inputs),
        folder -> {
          Files.writeString(folder.resolve("made"), "by " + size);
          return Map.of("size", size);
        });
  }

  @Test
  void finished_sameSettingsAndInputs_isFound() throws IOException {
    Finished log = make(Stage.LOG, 1);
    Finished samples = make(Stage.SAMPLES, 2, log);
    assertThat(store.finished(Stage.SAMPLES, new Settings(2), List.of(log))).contains(samples);
    assertThat(samples.report()).isEqualTo(Map.of("size", 2));
    assertThat(samples.settings()).isEqualTo(Map.of("size", 2));
  }

  @Test
  void finished_otherSettingsOrInputs_isEmpty() throws IOException {
    Finished log = make(Stage.LOG, 1);
    make(Stage.SAMPLES, 2, log);
    assertThat(store.finished(Stage.SAMPLES, new Settings(3), List.of(log))).isEmpty();
    assertThat(store.finished(Stage.SAMPLES, new Settings(2), List.of(make(Stage.LOG, 9))))
        .isEmpty();
    assertThat(store.finished(Stage.PUBLISH, new Settings(1), List.of())).isEmpty();
  }

  @Test
  void run_afterACut_findsWhatWasLeft() throws IOException {
    assertThatThrownBy(
            () ->
                store.run(
                    Stage.SFT,
                    new Settings(1),
                    List.of(),
                    folder -> {
                      Files.writeString(folder.resolve("checkpoint"), "half");
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(store.finished(Stage.SFT, new Settings(1), List.of())).isEmpty();
    store.run(
        Stage.SFT,
        new Settings(1),
        List.of(),
        folder -> {
          assertThat(folder.resolve("checkpoint")).hasContent("half");
          return Map.of();
        });
  }

  @Test
  void run_otherSettingsAfterACut_startsEmpty() throws IOException {
    Files.createDirectories(run.resolve("sft"));
    Files.writeString(run.resolve("sft/checkpoint"), "of other settings");
    store.run(
        Stage.SFT,
        new Settings(2),
        List.of(),
        folder -> {
          assertThat(folder.resolve("checkpoint")).doesNotExist();
          return Map.of();
        });
  }

  @Test
  void finished_unreadableMark_countsAsAbsent() throws IOException {
    make(Stage.LOG, 1);
    Files.writeString(run.resolve("log/stage.json"), "{\"finger");
    assertThat(store.finished(Stage.LOG, new Settings(1), List.of())).isEmpty();
  }
}
