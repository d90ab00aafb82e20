package dev.onesug.training.align;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@code tokenizer.json} of type WordPiece whose vocabulary can be made smaller. Everything else
 * in the file (normalizer, pre-tokenizer, template) stays as it is.
 */
final class WordPieceFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode json;

  private WordPieceFile(ObjectNode json) {
    this.json = json;
  }

  /**
   * @throws IOException if it cannot be read or is not a WordPiece tokenizer; it names the file
   */
  static WordPieceFile read(Path file) throws IOException {
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      String type = json.path("model").path("type").asString("WordPiece");
      if (!(json instanceof ObjectNode object)
          || !type.equals("WordPiece")
          || !(json.path("model").path("vocab") instanceof ObjectNode)) {
        throw new IOException(file + ": model.type: " + type + " (expected: WordPiece)");
      }
      return new WordPieceFile(object);
    } catch (JacksonException e) {
      throw new IOException(file + ": not JSON (expected: a tokenizer.json)", e);
    }
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(json));
  }

  /** Token to id, in the order of the ids. */
  Map<String, Integer> vocabulary() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    json.path("model").path("vocab").properties().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().asInt()))
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
    return ids;
  }

  /** The tokens that the file adds to the vocabulary, such as {@code [CLS]}. */
  Set<String> specials() {
    Set<String> specials = new HashSet<>();
    json.path("added_tokens").forEach(token -> specials.add(token.path("content").asString()));
    specials.add(json.path("model").path("unk_token").asString("[UNK]"));
    return specials;
  }

  /**
   * The same tokenizer with these tokens only, numbered anew in their old order.
   *
   * @param kept tokens of the vocabulary; must hold all {@link #specials()}
   */
  WordPieceFile keep(Collection<String> kept) {
    Set<String> wanted = new HashSet<>(kept);
    if (!wanted.containsAll(specials())) {
      throw new IllegalArgumentException("kept: (expected: all of " + specials() + ")");
    }
    ObjectNode copy = json.deepCopy();
    ObjectNode vocabulary = ((ObjectNode) copy.path("model")).putObject("vocab");
    for (String token : vocabulary().keySet()) {
      if (wanted.contains(token)) {
        vocabulary.put(token, vocabulary.size());
      }
    }
    renumberSpecials(copy, vocabulary);
    return new WordPieceFile(copy);
  }

  private static void renumberSpecials(ObjectNode copy, ObjectNode vocabulary) {
    for (JsonNode token : copy.path("added_tokens")) {
      ((ObjectNode) token).set("id", vocabulary.get(token.path("content").asString()));
    }
    for (JsonNode special : copy.path("post_processor").path("special_tokens")) {
      ArrayNode ids = ((ObjectNode) special).putArray("ids");
      special.path("tokens").forEach(token -> ids.add(vocabulary.get(token.asString())));
    }
  }

  /** For every id of {@code smaller}, the id that the same token has here. */
  int[] oldIds(WordPieceFile smaller) {
    Map<String, Integer> old = vocabulary();
    List<Integer> ids = new ArrayList<>();
    for (String token : smaller.vocabulary().keySet()) {
      ids.add(old.get(token));
    }
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }
}
