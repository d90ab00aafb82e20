package dev.onesug.model.seq2seq;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The shape of an encoder-decoder: {@code config.json} in the keys of Hugging Face's BART, and some
 * of our own that say how its input is built. Ids of tokens that a file does not name are those of
 * Hugging Face's {@code BartConfig}. What {@code generate} does by {@code generation_config.json},
 * or by keys such as {@code forced_bos_token_id} and {@code no_repeat_ngram_size}, is not done
 * here: the search is our own.
 *
 * @param dModel width of the residual stream
 * @param maxPositions the most tokens on either side
 * @param activation {@code gelu} or {@code relu}
 * @param scaleEmbedding whether embeddings are multiplied by the root of {@code dModel}
 * @param startToken what the decoder is fed first
 * @param endToken what ends a query
 * @param cutWord how the unfinished last word is fed
 * @param maxInputTokens the most tokens of an encoder input; at most {@code maxPositions}
 * @param maxHistory how many earlier queries are read, the most recent ones
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Seq2SeqConfig(
    @JsonProperty("vocab_size") int vocabularySize,
    @JsonProperty("d_model") int dModel,
    @JsonProperty("encoder_layers") int encoderLayers,
    @JsonProperty("decoder_layers") int decoderLayers,
    @JsonProperty("encoder_attention_heads") int encoderHeads,
    @JsonProperty("decoder_attention_heads") int decoderHeads,
    @JsonProperty("encoder_ffn_dim") int encoderFeedForward,
    @JsonProperty("decoder_ffn_dim") int decoderFeedForward,
    @JsonProperty("max_position_embeddings") int maxPositions,
    @JsonProperty("activation_function") String activation,
    @JsonProperty("scale_embedding") boolean scaleEmbedding,
    @JsonProperty("pad_token_id") int padToken,
    @JsonProperty("decoder_start_token_id") int startToken,
    @JsonProperty("eos_token_id") int endToken,
    @JsonProperty("onesug_cut_word") CutWord cutWord,
    @JsonProperty("onesug_max_input_tokens") int maxInputTokens,
    @JsonProperty("onesug_max_history") int maxHistory) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
  private static final int DEFAULT_MAX_INPUT_TOKENS = 96;
  private static final int DEFAULT_MAX_HISTORY = 10;

  /** What {@code BartConfig} says of a key that a file leaves out. */
  private static final Map<String, Integer> LEFT_OUT =
      Map.of("pad_token_id", 1, "eos_token_id", 2, "decoder_start_token_id", 2);

  /** What the program computes; a file that says otherwise, of keys that it has, is not BART's. */
  private static final Map<String, JsonNode> COMPUTED =
      Map.of(
          "model_type", StringNode.valueOf("bart"),
          "normalize_before", BooleanNode.FALSE,
          "normalize_embedding", BooleanNode.TRUE,
          "add_final_layer_norm", BooleanNode.FALSE,
          "static_position_embeddings", BooleanNode.FALSE,
          "tie_word_embeddings", BooleanNode.TRUE);

  /** How the unfinished last word of a prefix is fed to the encoder. */
  public enum CutWord {
    /** One token a character: stable while the word grows. */
    @JsonProperty("characters")
    CHARACTERS,
    /** Like any other word. */
    @JsonProperty("word_piece")
    WORD_PIECE
  }

  /**
   * @throws IllegalArgumentException if a number does not fit the others; it names the key
   */
  public Seq2SeqConfig {
    activation = activation == null ? "gelu" : activation;
    cutWord = cutWord == null ? CutWord.WORD_PIECE : cutWord;
    if (maxInputTokens == 0) {
      maxInputTokens = Math.min(DEFAULT_MAX_INPUT_TOKENS, maxPositions);
    }
    if (maxHistory == 0) {
      maxHistory = DEFAULT_MAX_HISTORY;
    }
    within("onesug_max_history", maxHistory, 1, 100);
    within("vocab_size", vocabularySize, 1, 1 << 20);
    within("d_model", dModel, 1, 1 << 14);
    within("encoder_layers", encoderLayers, 1, 64);
    within("decoder_layers", decoderLayers, 1, 64);
    divides("encoder_attention_heads", encoderHeads, dModel);
    divides("decoder_attention_heads", decoderHeads, dModel);
    within("encoder_ffn_dim", encoderFeedForward, 1, 1 << 16);
    within("decoder_ffn_dim", decoderFeedForward, 1, 1 << 16);
    within("max_position_embeddings", maxPositions, 1, 1 << 16);
    within("pad_token_id", padToken, 0, vocabularySize - 1);
    within("decoder_start_token_id", startToken, 0, vocabularySize - 1);
    within("eos_token_id", endToken, 0, vocabularySize - 1);
    within("onesug_max_input_tokens", maxInputTokens, 1, maxPositions);
    if (!activation.equals("gelu") && !activation.equals("relu")) {
      throw new IllegalArgumentException(
          "activation_function: " + activation + " (expected: gelu or relu)");
    }
  }

  /**
   * Reads {@code config.json}.
   *
   * @throws IOException if it is not there or does not describe a model we run; it names the file
   */
  public static Seq2SeqConfig read(Path file) throws IOException {
    try {
      return read(JSON.readTree(Files.readAllBytes(file)));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Seq2SeqConfig read(JsonNode root) {
    if (!(root instanceof ObjectNode keys)) {
      throw new IllegalArgumentException("not a configuration (expected: a JSON object)");
    }
    COMPUTED.forEach(
        (key, value) -> {
          if (keys.hasNonNull(key) && !keys.get(key).equals(value)) {
            throw new IllegalArgumentException(
                key + ": " + keys.get(key) + " (expected: " + value + ", as BART has it)");
          }
        });
    LEFT_OUT.forEach(
        (key, value) -> {
          if (!keys.hasNonNull(key)) {
            keys.put(key, value);
          }
        });
    return JSON.treeToValue(keys, Seq2SeqConfig.class);
  }

  /** The same network, fed otherwise. */
  public Seq2SeqConfig fed(CutWord otherCutWord, int otherMaxInputTokens, int otherMaxHistory) {
    return new Seq2SeqConfig(
        vocabularySize,
        dModel,
        encoderLayers,
        decoderLayers,
        encoderHeads,
        decoderHeads,
        encoderFeedForward,
        decoderFeedForward,
        maxPositions,
        activation,
        scaleEmbedding,
        padToken,
        startToken,
        endToken,
        otherCutWord,
        otherMaxInputTokens,
        otherMaxHistory);
  }

  /** Writes {@code config.json} as Hugging Face would, so that other tools load the folder. */
  public void write(Path file) throws IOException {
    var root = JSON.createObjectNode();
    root.put("model_type", "bart");
    root.putArray("architectures").add("BartForConditionalGeneration");
    root.put("is_encoder_decoder", true).put("tie_word_embeddings", true);
    // BartConfig fills these in where they are missing, by ids of its own tokenizer.
    root.put("bos_token_id", startToken).put("forced_eos_token_id", endToken);
    root.setAll((ObjectNode) JSON.valueToTree(this));
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }

  private static void within(String key, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          key + ": " + value + " (expected: " + low + ".." + high + ")");
    }
  }

  private static void divides(String key, int value, int whole) {
    if (value < 1 || whole % value != 0) {
      throw new IllegalArgumentException(
          key + ": " + value + " (expected: a divisor of d_model " + whole + ")");
    }
  }
}
