package dev.onesug.model.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Text to token ids and back, by a Hugging Face {@code tokenizer.json}. Text never becomes a
 * special token, whatever it spells. Safe for concurrent use.
 */
public final class QueryTokenizer implements AutoCloseable {
  /** No truncation and no padding: limits are the business of whoever builds the input. */
  private static final Map<String, String> PLAIN =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer tokenizer;
  private final TokenizerVocabulary vocabulary;

  private QueryTokenizer(HuggingFaceTokenizer tokenizer, TokenizerVocabulary vocabulary) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
  }

  /**
   * Opens a {@code tokenizer.json}.
   *
   * @throws IOException if it is not there or is not one; it names the file
   */
  public static QueryTokenizer load(Path file) throws IOException {
    byte[] json = Files.readAllBytes(file);
    TokenizerVocabulary vocabulary = TokenizerVocabulary.read(file, json);
    try {
      return new QueryTokenizer(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), PLAIN), vocabulary);
    } catch (RuntimeException e) {
      throw new IOException(file + ": not a tokenizer.json: " + e.getMessage(), e);
    }
  }

  /** The tokens of a text, without special ones around it. */
  public int[] encode(String text) {
    return text.isEmpty() ? new int[0] : ids(tokenizer.encode(text, false, false));
  }

  /**
   * The ids of a text between the special tokens that the file's template adds, such as {@code
   * [CLS] text [SEP]}.
   *
   * @param maxTokens how many ids at most, special tokens included; what is cut is the text's end
   */
  public int[] encodeWithSpecials(String text, int maxTokens) {
    long[] all = tokenizer.encode(text, true, false).getIds();
    int[] cut = Arrays.stream(all).limit(maxTokens).mapToInt(Math::toIntExact).toArray();
    if (all.length > maxTokens) {
      cut[maxTokens - 1] = Math.toIntExact(all[all.length - 1]);
    }
    return cut;
  }

  /** As {@link #encode(String)} for many texts, with one native call. */
  public List<int[]> encodeAll(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    return Stream.of(tokenizer.batchEncode(texts, false, false)).map(this::ids).toList();
  }

  /**
   * A word as single characters, as a word that is still being typed is best fed: the first as it
   * is, the others as continuations.
   *
   * @throws IllegalStateException if the tokenizer is not a WordPiece tokenizer
   */
  public int[] encodeCharacters(String word) {
    int[] characters = word.codePoints().toArray();
    return IntStream.range(0, characters.length)
        .map(i -> vocabulary.character(characters[i], i > 0))
        .toArray();
  }

  /**
   * The text that tokens spell; special tokens spell nothing.
   *
   * @throws IllegalArgumentException if an id is not in the vocabulary
   */
  public String decode(int[] tokens) {
    for (int token : tokens) {
      if (token < 0 || token >= size()) {
        throw new IllegalArgumentException(
            "token: " + token + " (expected: 0.." + (size() - 1) + ")");
      }
    }
    return tokenizer.decode(Arrays.stream(tokens).asLongStream().toArray(), true);
  }

  /**
   * The id of a token by its text in the vocabulary.
   *
   * @throws IllegalArgumentException if the vocabulary does not hold it
   */
  public int id(String token) {
    return vocabulary.id(token);
  }

  /** The token of one id as the vocabulary has it; empty for an unused id. */
  public String token(int id) {
    return vocabulary.token(id);
  }

  /**
   * The id of a special token.
   *
   * @throws IllegalArgumentException if the vocabulary has none that plays this part
   */
  public int id(SpecialToken token) {
    return vocabulary.id(token);
  }

  /** Whether tokens are sequences of bytes, as GPT-2 and BART have them. */
  public boolean isByteLevel() {
    return vocabulary.isByteLevel();
  }

  /** Whether pieces that continue a word are marked, as {@link #encodeCharacters} needs it. */
  public boolean marksContinuations() {
    return vocabulary.marksContinuations();
  }

  /** Whether every ideograph is a word of its own, as BERT has it. */
  boolean splitsIdeographs() {
    return vocabulary.splitsIdeographs();
  }

  /** Whether a token stands beside the vocabulary that was learned, as special tokens do. */
  boolean isAdded(int id) {
    return vocabulary.isAdded(id);
  }

  /** Number of ids: the largest and one. */
  public int size() {
    return vocabulary.size();
  }

  private int[] ids(Encoding encoding) {
    return Arrays.stream(encoding.getIds())
        .mapToInt(id -> (int) id)
        .filter(id -> !vocabulary.isReserved(id))
        .toArray();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
