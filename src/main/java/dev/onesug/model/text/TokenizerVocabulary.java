package dev.onesug.model.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ids of a {@code tokenizer.json}: its model's vocabulary and its added tokens. */
final class TokenizerVocabulary {
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<SpecialToken, Integer> specials = new EnumMap<>(SpecialToken.class);

  /** Special tokens that text must not become; the unknown token is not among them. */
  private final BitSet reserved = new BitSet();

  /** Tokens that stand beside the model's vocabulary, special or not. */
  private final BitSet added = new BitSet();

  /** What marks a piece that continues a word; empty where the tokenizer marks none. */
  private final String continuation;

  private final boolean byteLevel;
  private final boolean splitsIdeographs;

  private final String[] tokens;

  private TokenizerVocabulary(JsonNode root) {
    for (Map.Entry<String, JsonNode> entry : root.path("model").path("vocab").properties()) {
      ids.put(entry.getKey(), entry.getValue().asInt());
    }
    for (JsonNode token : root.path("added_tokens")) {
      int id = token.path("id").asInt();
      ids.put(token.path("content").asString(), id);
      added.set(id);
      if (token.path("special").asBoolean()) {
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
    splitsIdeographs = root.path("normalizer").path("handle_chinese_chars").asBoolean(false);
    byteLevel = names(root.path("decoder")).anyMatch("ByteLevel"::equals);
    tokens = new String[ids.values().stream().mapToInt(id -> id + 1).max().orElse(0)];
    Arrays.fill(tokens, "");
    ids.forEach((token, id) -> tokens[id] = token);
  }

  /** The types of a decoder and of those that it is a sequence of. */
  private static Stream<String> names(JsonNode decoder) {
    return Stream.concat(Stream.of(decoder), decoder.path("decoders").valueStream())
        .map(one -> one.path("type").asString(""));
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

  boolean isByteLevel() {
    return byteLevel;
  }

  boolean splitsIdeographs() {
    return splitsIdeographs;
  }

  boolean isAdded(int id) {
    return added.get(id);
  }

  boolean marksContinuations() {
    return !continuation.isEmpty();
  }

  boolean isReserved(int id) {
    return reserved.get(id);
  }

  int size() {
    return tokens.length;
  }
}
