package dev.onesug.model.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ids of a {@code tokenizer.json}: its model's vocabulary and its added tokens. */
final class TokenizerVocabulary {
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<SpecialToken, Integer> specials = new EnumMap<>(SpecialToken.class);

  /** Special tokens that text must not become; the unknown token is not among them. */
  private final BitSet reserved = new BitSet();

  /** What marks a piece that continues a word; empty where the tokenizer marks none. */
  private final String continuation;

  private final String[] tokens;

  private TokenizerVocabulary(JsonNode root) {
    for (Map.Entry<String, JsonNode> entry : root.path("model").path("vocab").properties()) {
      ids.put(entry.getKey(), entry.getValue().asInt());
    }
    for (JsonNode added : root.path("added_tokens")) {
      int id = added.path("id").asInt();
      ids.put(added.path("content").asString(), id);
      if (added.path("special").asBoolean()) {
        reserved.set(id);
      }
    }
    for (SpecialToken token : SpecialToken.values()) {
      token.names().stream()
          .map(ids::get)
          .filter(id -> id != null)
          .findFirst()
          .ifPresent(id -> specials.put(token, id));
    }
    Integer unknown = specials.get(SpecialToken.UNKNOWN);
    if (unknown != null) {
      reserved.clear(unknown);
    }
    continuation =
        root.path("model").path("type").asString("").equals("WordPiece")
            ? root.path("model").path("continuing_subword_prefix").asString("")
            : "";
    tokens = new String[ids.values().stream().mapToInt(id -> id + 1).max().orElse(0)];
    Arrays.fill(tokens, "");
    ids.forEach((token, id) -> tokens[id] = token);
  }

  static TokenizerVocabulary read(Path file, byte[] json) throws IOException {
    JsonNode root;
    try {
      root = JsonMapper.builder().build().readTree(json);
    } catch (JacksonException e) {
      throw new IOException(file + ": not a tokenizer.json: not JSON", e);
    }
    TokenizerVocabulary vocabulary = new TokenizerVocabulary(root);
    if (vocabulary.size() == 0) {
      throw new IOException(file + ": not a tokenizer.json: no vocabulary");
    }
    return vocabulary;
  }

  int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException(
          "token: " + token + " (expected: a token of the vocabulary)");
    }
    return id;
  }

  String token(int id) {
    return tokens[id];
  }

  int id(SpecialToken token) {
    Integer id = specials.get(token);
    if (id == null) {
      throw new IllegalArgumentException(
          "special token: "
              + token
              + " (expected: one of "
              + token.names()
              + " in the vocabulary)");
    }
    return id;
  }

  int character(int codePoint, boolean continues) {
    if (continuation.isEmpty()) {
      throw new IllegalStateException(
          "tokenizer: no pieces that continue a word (expected: WordPiece)");
    }
    String character = Character.toString(codePoint);
    Integer id = ids.get(continues ? continuation + character : character);
    return id == null ? id(SpecialToken.UNKNOWN) : id;
  }

  boolean isReserved(int id) {
    return reserved.get(id);
  }

  int size() {
    return tokens.length;
  }
}
