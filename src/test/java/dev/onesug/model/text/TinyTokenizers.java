package dev.onesug.model.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Files as published models bring them, with a vocabulary that a test chooses. */
public final class TinyTokenizers {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TinyTokenizers() {}

  /**
   * Byte-level BPE as BART has it: the special tokens, 256 bytes, and what the pieces grow through.
   *
   * @param pieces as UTF-8, in any number of bytes, with a blank in front where one begins a word;
   *     a null byte at the end cuts the last byte of the piece off
   */
  public static Path byteLevel(Path file, List<String> pieces) throws IOException {
    ObjectNode root = root("<s>", "<pad>", "</s>", "<unk>");
    ObjectNode vocabulary = JSON.createObjectNode();
    for (String special : List.of("<s>", "<pad>", "</s>", "<unk>")) {
      vocabulary.put(special, vocabulary.size());
    }
    for (int value = 0; value < 256; value++) {
      vocabulary.put(letter(value), vocabulary.size());
    }
    ArrayNode merges = JSON.createArrayNode();
    for (String piece : pieces) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      int length = piece.endsWith("\0") ? bytes.length - 2 : bytes.length;
      StringBuilder grown = new StringBuilder(letter(bytes[0] & 0xFF));
      for (int i = 1; i < length; i++) {
        String next = letter(bytes[i] & 0xFF);
        if (!vocabulary.has(grown + next)) {
          merges.addArray().add(grown.toString()).add(next);
          vocabulary.put(grown + next, vocabulary.size());
        }
        grown.append(next);
      }
    }
    for (String part : List.of("pre_tokenizer", "decoder")) {
      root.putObject(part)
          .put("type", "ByteLevel")
          .put("add_prefix_space", false)
          .put("trim_offsets", true)
          .put("use_regex", true);
    }
    ObjectNode model = root.putObject("model").put("type", "BPE");
    model.set("vocab", vocabulary);
    model.set("merges", merges);
    return write(file, root);
  }

  /** WordPiece as BERT, and Chinese BARTs, have it: punctuation and ideographs stand alone. */
  public static Path bert(Path file, List<String> pieces) throws IOException {
    ObjectNode root = root("[PAD]", "[UNK]", "[CLS]", "[SEP]");
    ObjectNode vocabulary = JSON.createObjectNode();
    for (String special : List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]")) {
      vocabulary.put(special, vocabulary.size());
    }
    pieces.forEach(piece -> vocabulary.put(piece, vocabulary.size()));
    root.putObject("normalizer")
        .put("type", "BertNormalizer")
        .put("clean_text", true)
        .put("handle_chinese_chars", true)
        .put("lowercase", true)
        .putNull("strip_accents");
    root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    root.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
    root.putObject("model")
        .put("type", "WordPiece")
        .put("unk_token", "[UNK]")
        .put("continuing_subword_prefix", "##")
        .put("max_input_chars_per_word", 100)
        .set("vocab", vocabulary);
    return write(file, root);
  }

  private static ObjectNode root(String... specials) {
    ObjectNode root = JSON.createObjectNode().put("version", "1.0");
    ArrayNode added = root.putArray("added_tokens");
    for (String special : specials) {
      added
          .addObject()
          .put("id", added.size() - 1)
          .put("content", special)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    return root;
  }

  private static Path write(Path file, ObjectNode root) throws IOException {
    return Files.write(file, JSON.writeValueAsBytes(root));
  }

  /** The visible character of a byte: printable Latin-1 as itself, the others from U+0100 on. */
  private static String letter(int value) {
    boolean visible =
        (value > ' ' && value < 0x7F) || (value > 0xA0 && value <= 0xFF && value != 0xAD);
    if (visible) {
      return Character.toString(value);
    }
    int before = value <= ' ' ? value : value <= 0xA0 ? value - 0x7F + 33 : 67;
    return Character.toString(0x100 + before);
  }
}
