package dev.onesug.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteLevelTextTest {
  /** The one with the null byte is "caf" and the first of the two bytes of "é". */
  private static final List<String> PIECES = List.of("red", " shoe", "s", " ru", "café\0", "é");

  @TempDir Path folder;
  private QueryTokenizer tokenizer;
  private TokenText text;

  @BeforeEach
  void open() throws IOException {
    Path file = TinyTokenizers.byteLevel(folder.resolve("tokenizer.json"), PIECES);
    tokenizer = QueryTokenizer.load(file);
    text = TokenText.of(tokenizer);
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  @Test
  void textOf_blankInFront_isWhereAWordBegins() {
    int[] tokens = tokenizer.encode("red shoes");
    assertThat(Arrays.stream(tokens).mapToObj(text::textOf)).containsExactly("red", " shoe", "s");
  }

  @Test
  void spells_anyText_byItsBytes() {
    Random random = new Random(3);
    int[] letters = "redshoe' -é手👟ßЖ\u0301".codePoints().toArray();
    for (int i = 0; i < 500; i++) {
      StringBuilder drawn = new StringBuilder();
      for (int length = 1 + random.nextInt(20); length > 0; length--) {
        drawn.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      String query = drawn.toString().strip().replaceAll(" +", " ");
      assertThat(text.spells(tokenizer.encode(query), query)).as(query).isTrue();
      assertThat(text.spells(tokenizer.encode(query), query + "x")).isFalse();
    }
  }

  /** No text of its own would tell what half of a character reads as. */
  @Test
  void textOf_tokenThatEndsInsideACharacter_beginsWhatTheNextCompletes() {
    int[] tokens = tokenizer.encode("cafés");
    assertThat(tokens).hasSize(3);
    assertThat(text.textOf(tokens[0])).isEqualTo("caf\u00C3");
    assertThat(text.textOf(tokens[1])).isEqualTo("\u00A9");
    assertThat(text.spelled("café")).isEqualTo(text.textOf(tokens[0]) + text.textOf(tokens[1]));
  }

  @Test
  void textOf_special_spellsNothing() {
    for (SpecialToken special : SpecialToken.values()) {
      assertThat(text.textOf(tokenizer.id(special))).isEmpty();
    }
    assertThat(tokenizer.encode("</s><s>")).isEmpty();
  }

  @Test
  void textOf_everyByte_isItself() {
    for (int value = 0; value < 256; value++) {
      assertThat(text.textOf(4 + value)).isEqualTo(Character.toString(value));
    }
  }

  @Test
  void encodeCharacters_nothingMarksContinuations_isRefused() {
    assertThat(tokenizer.marksContinuations()).isFalse();
    assertThatThrownBy(() -> tokenizer.encodeCharacters("ab"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected: WordPiece");
  }

  @Test
  void of_otherKind_isRefused() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    String fused = "\"decoder\":{\"type\":\"Fuse\"}";
    Files.writeString(file, Files.readString(file).replaceFirst("\"decoder\":\\{[^}]*}", fused));
    try (QueryTokenizer other = QueryTokenizer.load(file)) {
      assertThatThrownBy(() -> TokenText.of(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: WordPiece, or BPE with a ByteLevel decoder");
    }
  }
}
