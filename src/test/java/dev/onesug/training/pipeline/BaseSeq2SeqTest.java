package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.bundle.Manifest;
import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.decoding.Candidate;
import dev.onesug.model.embedding.TinyBert;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.seq2seq.TinyModels;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.TinyTokenizers;
import dev.onesug.training.pipeline.StageStore.Finished;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Versions from a checkpoint of Hugging Face's BART. */
class BaseSeq2SeqTest {
  private static final Path RECIPE = Path.of("src/test/resources/recipes/tiny.yaml");
  private static final StageListener QUIET =
      new StageListener() {
        @Override
        public void skipped(Stage stage, Finished earlier) {}

        @Override
        public Progress started(Stage stage) {
          return (done, total, detail) -> {};
        }

        @Override
        public void finished(Stage stage, Finished finished) {}
      };

  @TempDir Path folder;
  private Path base;

  @BeforeEach
  void writeCheckpoint() throws IOException {
    base = Files.createDirectory(folder.resolve("bart"));
    Path file =
        TinyTokenizers.byteLevel(
            base.resolve("tokenizer.json"), List.of("desk", " lamp", " case", "phone", " for"));
    try (QueryTokenizer tokenizer = QueryTokenizer.load(file)) {
      TinyModels.write(
          base,
          new Seq2SeqConfig(
              tokenizer.size(), 12, 1, 1, 2, 2, 20, 20, 96, "relu", false, 1, 2, 2, null, 0, 0));
    }
  }

  private Recipe recipe(Map<String, Object> more) throws IOException {
    Map<String, Object> changes = new HashMap<>(more);
    changes.put("rwr", null);
    changes.put("seq2seq.cutWord", "word_piece");
    return RecipeReader.read(RECIPE, changes);
  }

  private RunPlan plan(String name, List<Path> before) throws IOException {
    return new RunPlan(
        name,
        folder.resolve("runs"),
        before,
        folder.resolve("models"),
        TinyBert.write(folder.resolve("base-" + name), 7),
        new BaseSeq2Seq(base),
        new SimulatedShop(List.of()),
        null,
        "cpu",
        "test");
  }

  @Test
  void run_checkpointThatIsTrainedOn_keepsTokenizerAndShape() throws IOException {
    RunPlan trained = plan("trained", List.of());
    Path published = new TrainingPipeline(recipe(Map.of()), trained, QUIET).run(Stage.PUBLISH);

    try (ModelVersion version = ModelVersion.open(published, "cpu")) {
      assertThat(version.seq2seq().config())
          .isEqualTo(
              Seq2SeqConfig.read(base.resolve("config.json")).fed(CutWord.WORD_PIECE, 64, 2));
      assertThat(version.hasPrior()).isTrue();
      assertThat(version.index().size()).isGreaterThan(100);
      String typed = version.index().text(0).substring(0, 3);
      assertThat(suggestions(version, typed)).anyMatch(query -> query.startsWith(typed));
      assertThat(version.manifest().provenance().parents()).containsExactly("bart");
      assertThat(version.manifest().provenance().recipe().get("seq2seq").toString())
          .contains("width=12", "feedForward=20");
    }
    assertThat(published.resolve("seq2seq/tokenizer.json"))
        .hasSameBinaryContentAs(base.resolve("tokenizer.json"));
    assertThat(weights(published)).isNotEqualTo(halved());
  }

  @Test
  void run_noTraining_publishesTheCheckpointAsItIs() throws IOException {
    Map<String, Object> changes = new HashMap<>();
    changes.put("sft", null);
    changes.put("seq2seq.prior", false);
    RunPlan adopted = plan("adopted", List.of());

    Path published = new TrainingPipeline(recipe(changes), adopted, QUIET).run(Stage.PUBLISH);

    assertThat(weights(published)).isEqualTo(halved());
    try (ModelVersion version = ModelVersion.open(published, "cpu")) {
      assertThat(version.hasPrior()).isFalse();
      String typed = version.index().text(0).substring(0, 3);
      assertThat(suggestions(version, typed))
          .isNotEmpty()
          .allMatch(query -> query.startsWith(typed));
    }
    assertThat(Manifest.read(published).provenance().metrics().get("sft").toString())
        .contains("from=bart");

    Path out = folder.resolve("out");
    new HuggingFaceFolder(out).write(published.resolve("seq2seq"));
    assertThat(SafeTensors.read(out.resolve("model.safetensors"))).isEqualTo(halved());
    assertThat(out.resolve("tokenizer.json"))
        .hasSameBinaryContentAs(base.resolve("tokenizer.json"));
    JsonNode special = JsonMapper.shared().readTree(out.resolve("tokenizer_config.json").toFile());
    assertThat(special.path("bos_token").asString()).isEqualTo("<s>");
    assertThat(special.path("eos_token").asString()).isEqualTo("</s>");
  }

  private static List<String> suggestions(ModelVersion version, String typed) {
    Prefix prefix = Prefix.of(typed);
    int[] input = version.encoderInput().build(prefix, new int[0][], UserContext.ANONYMOUS);
    List<Candidate> found =
        version.search(version.moment(prefix, UserContext.ANONYMOUS), input, 8, 4);
    return found.stream().map(one -> version.index().text(one.query())).toList();
  }

  private static Map<String, HostTensor> weights(Path version) throws IOException {
    return SafeTensors.read(version.resolve("seq2seq/model.safetensors"));
  }

  /** As a version stores them. */
  private Map<String, HostTensor> halved() throws IOException {
    Path half = folder.resolve("half.safetensors");
    SafeTensors.write(half, SafeTensors.read(base.resolve("model.safetensors")), Precision.F16);
    return SafeTensors.read(half);
  }

  @Test
  void new_fileMissing_isRefusedByName() throws IOException {
    Files.delete(base.resolve("model.safetensors"));
    assertThatThrownBy(() -> new BaseSeq2Seq(base))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("model.safetensors: absent (expected: a folder with config.json");
  }

  @Test
  void run_recipeThatDoesNotFit_isRefusedWithItsRule() throws IOException {
    RunPlan plan = plan("refused", List.of());
    Recipe characters = RecipeReader.read(RECIPE);
    assertThatThrownBy(() -> new TrainingPipeline(characters, plan, QUIET))
        .hasMessageContaining("seq2seq.cutWord: characters (expected: word_piece, because");
    Recipe longInput = recipe(Map.of("seq2seq.maxInputTokens", 97));
    assertThatThrownBy(() -> new TrainingPipeline(longInput, plan, QUIET))
        .hasMessageContaining("seq2seq.maxInputTokens: 97 (expected: at most 96, for ");
    Map<String, Object> untrained = new HashMap<>();
    untrained.put("sft", null);
    Recipe nothing = RecipeReader.read(RECIPE, untrained);
    RunPlan none =
        new RunPlan(
            "none",
            plan.runs(),
            List.of(),
            plan.models(),
            plan.baseEncoder(),
            null,
            plan.data(),
            null,
            "cpu",
            "test");
    assertThatThrownBy(() -> new TrainingPipeline(nothing, none, QUIET))
        .hasMessage("sft: null (expected: settings, or a trained model to take as it is)");
  }
}
