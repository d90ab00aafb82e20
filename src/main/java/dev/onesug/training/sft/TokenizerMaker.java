package dev.onesug.training.sft;

import dev.onesug.model.text.QueryText;
import dev.onesug.model.text.SpecialToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the seq2seq model's {@code tokenizer.json} from a corpus: WordPiece over words between
 * blanks, so that the tokens of a query spell it back exactly, punctuation and all.
 */
public final class TokenizerMaker {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TokenizerMaker() {}

  /**
   * Learns a vocabulary and writes the file.
   *
   * @param queryCounts queries in normal form, and how much each counts
   * @param vocabularyLimit the most entries, special ones included
   * @throws IllegalArgumentException if the limit leaves no room for characters
   */
  public static void make(Map<String, Long> queryCounts, int vocabularyLimit, Path file)
      throws IOException {
    int specials = SpecialToken.values().length;
    if (vocabularyLimit < specials + 64) {
      throw new IllegalArgumentException(
          "vocabularyLimit: " + vocabularyLimit + " (expected: at least " + (specials + 64) + ")");
    }
    Map<String, Long> wordCounts = new HashMap<>();
    queryCounts.forEach(
        (query, count) -> {
          for (String word : query.split(" ", -1)) {
            if (!word.isEmpty()) {
              wordCounts.merge(word, count, Long::sum);
            }
          }
        });
    Set<String> pieces = PieceLearner.learn(wordCounts, vocabularyLimit - specials);
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(description(pieces)));
  }

  private static ObjectNode description(Set<String> pieces) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "1.0");
    root.putNull("truncation").putNull("padding");
    var added = root.putArray("added_tokens");
    ObjectNode vocabulary = JSON.createObjectNode();
    for (SpecialToken token : SpecialToken.values()) {
      added
          .addObject()
          .put("id", vocabulary.size())
          .put("content", token.text())
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
      vocabulary.put(token.text(), vocabulary.size());
    }
    pieces.forEach(piece -> vocabulary.put(piece, vocabulary.size()));
    root.putObject("normalizer").put("type", "Lowercase");
    root.putObject("pre_tokenizer").put("type", "WhitespaceSplit");
    root.putNull("post_processor");
    root.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", false);
    root.putObject("model")
        .put("type", "WordPiece")
        .put("unk_token", SpecialToken.UNKNOWN.text())
        .put("continuing_subword_prefix", PieceLearner.CONTINUATION)
        .put("max_input_chars_per_word", QueryText.MAX_CODE_POINTS)
        .set("vocab", vocabulary);
    return root;
  }
}
