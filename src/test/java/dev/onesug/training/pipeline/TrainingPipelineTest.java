package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.bundle.Manifest;
import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.embedding.TinyBert;
import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.pipeline.StageStore.Finished;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPipelineTest {
  @TempDir Path folder;
  private RunPlan plan;

  @BeforeEach
  void plan() throws IOException {
    plan =
        new RunPlan(
            "tiny",
            folder.resolve("runs"),
            List.of(),
            folder.resolve("models"),
            TinyBert.write(folder.resolve("base"), 7),
            null,
            new SimulatedShop(List.of()),
            null,
            "cpu",
            "test");
  }

  /** Remembers what was done; cuts the power in the middle of one stage. */
  private static final class Witness implements StageListener {
    final List<Stage> skipped = new ArrayList<>();
    final List<Stage> finished = new ArrayList<>();
    private final Stage cutIn;
    private final int cutAfter;

    Witness(Stage cutIn, int cutAfter) {
      this.cutIn = cutIn;
      this.cutAfter = cutAfter;
    }

    @Override
    public void skipped(Stage stage, Finished earlier) {
      skipped.add(stage);
    }

    @Override
    public Progress started(Stage stage) {
      int[] updates = {0};
      return (done, total, detail) -> {
        if (stage == cutIn && ++updates[0] > cutAfter) {
          throw new UncheckedIOException(new IOException("No space left on device"));
        }
      };
    }

    @Override
    public void finished(Stage stage, Finished done) {
      finished.add(stage);
    }
  }

  private Witness run(Stage cutIn, int cutAfter) throws IOException {
    Witness witness = new Witness(cutIn, cutAfter);
    Recipe recipe = RecipeReader.read(Path.of("src/test/resources/recipes/tiny.yaml"));
    new TrainingPipeline(recipe, plan, witness).run(Stage.PUBLISH);
    return witness;
  }

  private List<String> published() throws IOException {
    if (!Files.exists(plan.models())) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(plan.models())) {
      return versions.map(version -> version.getFileName().toString()).toList();
    }
  }

  @Test
  void run_cutInTheMiddle_publishesNothingThenGoesOnWhereItStopped() throws IOException {
    assertThatThrownBy(() -> run(Stage.SFT, 6)).hasRootCauseMessage("No space left on device");
    assertThat(published()).isEmpty();
    assertThat(plan.run().resolve("sft/checkpoints")).isNotEmptyDirectory();

    Witness resumed = run(Stage.SFT, 8);

    // Twelve steps in all: had it begun anew, it would have been cut again.
    assertThat(resumed.skipped)
        .containsExactly(
            Stage.LOG,
            Stage.SAMPLES,
            Stage.ALIGN,
            Stage.EMBED,
            Stage.QUANTIZE,
            Stage.INDEX,
            Stage.PRIOR);
    assertThat(resumed.finished).containsExactly(Stage.SFT, Stage.RWR, Stage.EVALUATE);
    assertThat(published()).containsExactly("tiny");

    Witness again = run(Stage.LOG, 0);
    assertThat(again.finished).isEmpty();

    try (ModelVersion version = ModelVersion.open(plan.models().resolve("tiny"), "cpu")) {
      assertThat(version.index().size()).isGreaterThan(100);
      assertThat(version.manifest().provenance().metrics())
          .containsKeys("align", "quantize", "sft", "rwr", "evaluate");
      assertThat(version.manifest().provenance().dataWindow().source()).contains("simulated");
    }
    EvaluationReport report = EvaluationReport.read(plan.run().resolve("evaluate/evaluation.json"));
    assertThat(report.origin().simulated()).isTrue();
    assertThat(report.stages())
        .containsKeys("log", "samples", "align", "embed", "quantize", "index", "prior", "sft");
  }

  @Test
  void run_fromAPublishedVersion_isOneRoundWithItsParentInTheManifest() throws IOException {
    RunPlan first = plan;
    run(Stage.LOG, 1000);
    plan =
        new RunPlan(
            "next",
            first.runs(),
            List.of(),
            first.models(),
            first.baseEncoder(),
            null,
            new RecordedLog(new LogFolder(first.run().resolve("log"))),
            first.models().resolve("tiny"),
            "cpu",
            "test");

    Witness round = run(Stage.LOG, 1000);

    assertThat(round.finished)
        .containsExactly(Stage.LOG, Stage.SAMPLES, Stage.EMBED, Stage.RWR, Stage.EVALUATE);
    assertThat(published()).containsExactlyInAnyOrder("tiny", "next");
    Manifest parent = Manifest.read(first.models().resolve("tiny"));
    Manifest next = Manifest.read(first.models().resolve("next"));
    assertThat(next.provenance().parents()).containsExactly("tiny");
    for (String kept : List.of("seq2seq/tokenizer.json", "seq2seq/search.json")) {
      assertThat(next.files().get(kept)).isEqualTo(parent.files().get(kept));
    }
    assertThat(next.files().get("seq2seq/model.safetensors"))
        .isNotEqualTo(parent.files().get("seq2seq/model.safetensors"));
    ModelVersion.open(first.models().resolve("next"), "cpu").close();

    TrainingPipeline again =
        new TrainingPipeline(
            RecipeReader.read(Path.of("src/test/resources/recipes/tiny.yaml")),
            plan,
            new Witness(Stage.LOG, 1000));
    assertThatThrownBy(() -> again.run(Stage.SFT))
        .hasMessage("stage: SFT (expected: one of [LOG, SAMPLES, EMBED, RWR, EVALUATE, PUBLISH])");
  }
}
