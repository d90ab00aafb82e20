package dev.onesug.model.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Text to token ids and back, as a {@code tokenizer.json} of Hugging Face says. Safe for concurrent
 * calls.
 */
public final class QueryTokenizer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final HuggingFaceTokenizer tokenizer;
  private final Map<String, Integer> ids;
  private final String[] tokens;

  private QueryTokenizer(Path file, HuggingFaceTokenizer tokenizer, Map<String, Integer> ids) {
    this.file = file;
    this.tokenizer = tokenizer;
    this.ids = ids;
    this.tokens = new String[ids.values().stream().mapToInt(id -> id + 1).max().orElse(0)];
    Arrays.fill(tokens, "");
    ids.forEach((token, id) -> tokens[id] = token);
  }

  /**
   * @param file a {@code tokenizer.json}
   * @throws IOException if it cannot be read or is not a tokenizer; it names the file
   */
  public static QueryTokenizer load(Path file) throws IOException {
    Map<String, Integer> ids = new HashMap<>();
    try {
      JsonNode json = JSON.readTree(file.toFile());
      json.path("model")
          .path("vocab")
          .properties()
          .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
      json.path("added_tokens")
          .forEach(added -> ids.put(added.path("content").asString(), added.path("id").asInt()));
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(file)
              .optPadding(false)
              .optTruncation(false)
              .build();
      return new QueryTokenizer(file, tokenizer, ids);
    } catch (JacksonException e) {
      throw new IOException(file + ": not JSON (expected: a tokenizer.json)", e);
    } catch (RuntimeException e) {
      throw new IOException(file + ": the tokenizer does not load: " + e.getMessage(), e);
    }
  }

  /** The ids of a text, without special tokens. */
  public int[] encode(String text) {
    return ids(tokenizer.encode(text, false, false));
  }

  /**
   * The ids of a text between the special tokens that the file's template adds, such as {@code
   * [CLS] text [SEP]}.
   *
   * @param maxTokens how many ids at most, special tokens included; what is cut is the text's end
   */
  public int[] encodeWithSpecials(String text, int maxTokens) {
    int[] all = ids(tokenizer.encode(text, true, false));
    if (all.length <= maxTokens) {
      return all;
    }
    int[] cut = Arrays.copyOf(all, maxTokens);
    cut[maxTokens - 1] = all[all.length - 1];
    return cut;
  }

  private static int[] ids(Encoding encoding) {
    return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
  }

  /** The text of ids, special tokens left out. */
  public String decode(int[] tokenIds) {
    return tokenizer.decode(Arrays.stream(tokenIds).asLongStream().toArray(), true);
  }

  /**
   * The id of one token.
   *
   * @throws IllegalArgumentException if the vocabulary does not hold it
   */
  public int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException(
          "token: " + token + " (expected: a token of " + file + ")");
    }
    return id;
  }

  /** The token of one id, with its {@code ##} if it continues a word; empty for an unused id. */
  public String token(int id) {
    return tokens[id];
  }

  /** How many ids there are: the highest id plus one. */
  public int size() {
    return tokens.length;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
