package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.embedding.TinyBert;
import dev.onesug.training.pipeline.StageStore.Finished;
import dev.onesug.training.pipeline.Study.Trained;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
  private static final String VARIANTS =
      """
      recipe: %s
      seeds: [1, 2]
      seedKeys: [sft.descent.seed, rwr.descent.seed]
      variants:
        whole: {}
        pairwise: {rwr.negatives: 1}
        without-rwr: {rwr: null}
        without-prior: {rwr: null, seq2seq.prior: false}
      """;

  @TempDir Path folder;

  private final List<String> done = new ArrayList<>();

  private final StageListener listener =
      new StageListener() {
        @Override
        public void skipped(Stage stage, Finished earlier) {}

        @Override
        public Progress started(Stage stage) {
          return Progress.NONE;
        }

        @Override
        public void finished(Stage stage, Finished finished) {
          done.add(stage.key());
        }
      };

  private Study study(String yaml) throws IOException {
    Path recipe = Path.of("src/test/resources/recipes/tiny.yaml").toAbsolutePath();
    Path file = folder.resolve("study.yaml");
    Files.writeString(file, yaml.formatted(recipe));
    return Study.read(file);
  }

  private List<Trained> train(Study study) throws IOException {
    Path base = TinyBert.write(folder.resolve("base"), 7);
    return study.train(
        Set.of(),
        run ->
            new RunPlan(
                run.name(),
                folder,
                run.before(),
                folder,
                base,
                null,
                new SimulatedShop(List.of()),
                null,
                "cpu",
                ""),
        listener);
  }

  @Test
  void train_variantsAndSeeds_shareWhatTheyHaveInCommon() throws IOException {
    List<Trained> trained = train(study(VARIANTS));

    assertThat(trained)
        .extracting(Trained::name)
        .containsExactly(
            "whole-1",
            "pairwise-1",
            "without-rwr-1",
            "without-prior-1",
            "whole-2",
            "pairwise-2",
            "without-rwr-2",
            "without-prior-2");
    assertThat(done)
        .containsExactly(
            "log",
            "samples",
            "align",
            "embed",
            "quantize",
            "index",
            "prior",
            "sft",
            "rwr",
            "rwr",
            "index",
            "sft",
            "sft",
            "rwr",
            "rwr",
            "sft");
    for (Trained version : trained) {
      try (ModelVersion model = ModelVersion.open(version.folder(), "cpu")) {
        assertThat(model.hasPrior()).isEqualTo(!version.name().startsWith("without-prior"));
      }
    }

    done.clear();
    train(study(VARIANTS));
    assertThat(done).isEmpty();
  }

  @Test
  void train_changeOfAnUnknownKey_isRefused() throws IOException {
    Study study = study(VARIANTS.replace("rwr.negatives", "rwr.positives"));
    assertThatThrownBy(() -> train(study))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("no key rwr.positives to change (expected: one that the recipe has)");
  }
}
