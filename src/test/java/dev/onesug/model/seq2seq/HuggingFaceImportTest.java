package dev.onesug.model.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.TinyTokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as {@code save_pretrained} writes them, with what real ones have and ours have not. */
class HuggingFaceImportTest {
  private static final String SHARED = "model.shared.weight";

  @TempDir Path folder;
  private Map<String, HostTensor> weights = Map.of();

  @BeforeAll
  static void oneThread() {
    TensorEngine.threads(1);
  }

  /** Weights of the size of {@link TinyModels}, by the names of a file. */
  @BeforeEach
  void write() throws IOException {
    weights = TinyModels.write(folder, TinyModels.config("gelu", false));
    config("");
  }

  private void config(String more) throws IOException {
    config(29, "gelu", "2", more);
  }

  private void config(int vocabulary, String activation, String start, String more)
      throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"activation_dropout": 0.0, "activation_function": "%s", "add_bias_logits": false,
         "architectures": ["BartForConditionalGeneration"], "bos_token_id": 0, "d_model": 12,
         "decoder_attention_heads": 2, "decoder_ffn_dim": 18, "decoder_layers": 3, "dropout": 0.1,
         "decoder_start_token_id": %s, "dtype": "float32", "early_stopping": null,
         "encoder_attention_heads": 3, "encoder_ffn_dim": 20, "encoder_layers": 2,
         "eos_token_id": 2, "forced_bos_token_id": 0, "forced_eos_token_id": 2,
         "id2label": {"0": "LABEL_0"}, "is_encoder_decoder": true, "max_position_embeddings": 40,
         "model_type": "bart", "no_repeat_ngram_size": 3, "num_hidden_layers": 2,
         "normalize_before": false, "pad_token_id": 1, "scale_embedding": %s, %s
         "task_specific_params": {"summarization": {"length_penalty": 1.0}},
         "torch_dtype": "float32", "transformers_version": "5.18.0", "vocab_size": %d}
        """
            .formatted(activation, start, activation.equals("relu"), more, vocabulary));
  }

  private void weights(Map<String, HostTensor> stored) throws IOException {
    SafeTensors.write(folder.resolve("model.safetensors"), stored, Precision.F32);
  }

  private static Path tokenizer(Path folder, String flavour) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    return flavour.equals("BPE")
        ? TinyTokenizers.byteLevel(file, List.of("red", " shoes", "caf"))
        : TinyTokenizers.bert(file, List.of("red", "shoes", "caf", "##é", "手", "机"));
  }

  @ParameterizedTest
  @CsvSource({"gelu, BPE", "relu, BPE", "gelu, WordPiece", "relu, WordPiece"})
  void load_folderWithTokenizer_computesTheReferencePassOnItsOwnInput(
      String activation, String flavour) throws IOException {
    try (QueryTokenizer tokenizer = QueryTokenizer.load(tokenizer(folder, flavour))) {
      // Published vocabularies are padded: more rows than tokens.
      resize(tokenizer.size() + 3);
      config(tokenizer.size() + 3, activation, "2", "");
      Seq2SeqConfig config = Seq2SeqConfig.read(folder.resolve("config.json"));
      UserContext user = new UserContext(History.untimed(List.of("red shoes")), Profile.UNKNOWN);
      int[] input =
          new EncoderInputBuilder(tokenizer, config)
              .build(Prefix.of("red caf"), new int[][] {tokenizer.encode("café")}, user);
      int[] target = tokenizer.encode("café 手机");
      double[][] expected = new BartOracle(config, weights).logits(input, fed(target));
      try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu");
          Decoder decoder = model.decoder(input)) {
        for (int t = 0; t < expected.length; t++) {
          float[] logits = WholeLogits.next(decoder, config.vocabularySize(), t, fed(target)[t]);
          assertThat(logits).hasSize(expected[t].length);
          for (int token = 0; token < logits.length; token++) {
            assertThat((double) logits[token]).isCloseTo(expected[t][token], within(1e-4));
          }
        }
      }
    }
  }

  private static int[] fed(int[] target) {
    int[] fed = new int[target.length + 1];
    fed[0] = 2;
    System.arraycopy(target, 0, fed, 1, target.length);
    return fed;
  }

  private void resize(int vocabulary) throws IOException {
    Random random = new Random(11);
    weights = new LinkedHashMap<>(weights);
    weights.put(SHARED, HostTensor.normal(random, 0.4, vocabulary, 12));
    weights.put("final_logits_bias", HostTensor.normal(random, 0.4, 1, vocabulary));
    weights(weights);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lm_head.weight",
        "model.encoder.embed_tokens.weight",
        "decoder.embed_tokens.weight"
      })
  void load_embeddingsUnderAnotherName_areTheSame(String name) throws IOException {
    float[] expected = logits();
    Map<String, HostTensor> stored = new LinkedHashMap<>(weights);
    stored.put(name, weights.get(SHARED));
    weights(stored);
    assertThat(logits()).containsExactly(expected);
    stored.remove(SHARED);
    weights(stored);
    assertThat(logits()).containsExactly(expected);
  }

  @Test
  void load_embeddingsThatDiffer_areRefusedByName() throws IOException {
    Map<String, HostTensor> stored = new LinkedHashMap<>(weights);
    stored.put("lm_head.weight", HostTensor.zeros(29, 12));
    weights(stored);
    assertThatThrownBy(this::logits)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.safetensors: tensor lm_head.weight: other numbers");
  }

  @Test
  void read_keyLeftOutOrNull_isWhatBartConfigHas() throws IOException {
    config(29, "gelu", "null", "");
    Seq2SeqConfig config = Seq2SeqConfig.read(folder.resolve("config.json"));
    assertThat(config.startToken()).isEqualTo(2);
    assertThat(config.cutWord()).isEqualTo(Seq2SeqConfig.CutWord.WORD_PIECE);
    assertThat(config.maxInputTokens()).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "normalize_embedding, false, true",
    "add_final_layer_norm, true, false",
    "static_position_embeddings, true, false",
    "tie_word_embeddings, false, true"
  })
  void read_networkThatIsNotBarts_isRefused(String key, String value, String expected)
      throws IOException {
    config("\"" + key + "\": " + value + ",");
    assertThatThrownBy(() -> Seq2SeqConfig.read(folder.resolve("config.json")))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "config.json: " + key + ": " + value + " (expected: " + expected + ", as BART has it)");
  }

  @Test
  void read_otherModelOrActivation_isRefused() throws IOException {
    Path file = folder.resolve("config.json");
    String bart = Files.readString(file);
    Files.writeString(file, bart.replace("\"bart\"", "\"mbart\""));
    assertThatThrownBy(() -> Seq2SeqConfig.read(file))
        .hasMessageContaining("model_type: \"mbart\" (expected: \"bart\", as BART has it)");
    config(29, "gelu_new", "2", "");
    assertThatThrownBy(() -> Seq2SeqConfig.read(file))
        .hasMessageContaining("activation_function: gelu_new (expected: gelu or relu)");
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> Seq2SeqConfig.read(file))
        .hasMessageContaining("not a configuration (expected: a JSON object)");
  }

  private float[] logits() throws IOException {
    try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu");
        Decoder decoder = model.decoder(new int[] {0, 9, 17, 2})) {
      return WholeLogits.next(decoder, model.config().vocabularySize(), 0, 2);
    }
  }
}
