package dev.onesug.model.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The size of a BERT: the part of Hugging Face's {@code config.json} that the forward pass needs.
 *
 * @param vocabulary rows of the word embedding
 * @param hidden numbers a token, and the dimension of the text's vector
 * @param layers transformer layers
 * @param heads attention heads; they divide {@code hidden}
 * @param intermediate width of the feed-forward layer
 * @param positions the longest text, in tokens
 * @param padding the id that fills up short texts of a batch
 * @param epsilon of the layer norms
 */
public record BertConfig(
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int intermediate,
    int positions,
    int padding,
    double epsilon) {
  static final String FILE = "config.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> SUPPORTED_ACTIVATIONS = List.of("gelu");

  /**
   * @throws IllegalArgumentException if a size is not positive, or the heads do not divide the
   *     hidden size
   */
  public BertConfig {
    atLeast("vocab_size", vocabulary, 1);
    atLeast("hidden_size", hidden, 1);
    atLeast("num_hidden_layers", layers, 1);
    atLeast("num_attention_heads", heads, 1);
    atLeast("intermediate_size", intermediate, 1);
    atLeast("max_position_embeddings", positions, 2);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "num_attention_heads: " + heads + " (expected: a divisor of hidden_size " + hidden + ")");
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: at least " + least + ")");
    }
  }

  /** The same with fewer layers. */
  public BertConfig withLayers(int kept) {
    return new BertConfig(
        vocabulary, hidden, kept, heads, intermediate, positions, padding, epsilon);
  }

  /** The same with another vocabulary. */
  public BertConfig withVocabulary(int size, int paddingId) {
    return new BertConfig(size, hidden, layers, heads, intermediate, positions, paddingId, epsilon);
  }

  static BertConfig read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      String activation = json.path("hidden_act").asString("gelu");
      if (!SUPPORTED_ACTIVATIONS.contains(activation)) {
        throw new IOException(
            file + ": hidden_act: " + activation + " (expected: " + SUPPORTED_ACTIVATIONS + ")");
      }
      return new BertConfig(
          json.path("vocab_size").asInt(0),
          json.path("hidden_size").asInt(0),
          json.path("num_hidden_layers").asInt(0),
          json.path("num_attention_heads").asInt(0),
          json.path("intermediate_size").asInt(0),
          json.path("max_position_embeddings").asInt(0),
          json.path("pad_token_id").asInt(0),
          json.path("layer_norm_eps").asDouble(1e-12));
    } catch (JacksonException e) {
      throw new IOException(file + ": not JSON", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  void write(Path folder) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("model_type", "bert");
    json.putArray("architectures").add("BertModel");
    json.put("vocab_size", vocabulary);
    json.put("hidden_size", hidden);
    json.put("num_hidden_layers", layers);
    json.put("num_attention_heads", heads);
    json.put("intermediate_size", intermediate);
    json.put("max_position_embeddings", positions);
    json.put("pad_token_id", padding);
    json.put("layer_norm_eps", epsilon);
    json.put("hidden_act", "gelu");
    json.put("type_vocab_size", 2);
    json.put("position_embedding_type", "absolute");
    Files.writeString(
        folder.resolve(FILE),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }
}
