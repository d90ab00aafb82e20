package dev.onesug.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"red running shoes", "hydroxychloroquine tablets", "sofa", "c"})
  void textOf_tokensOfAText_spellTheText(String text) throws IOException {
    try (QueryTokenizer tokenizer =
        QueryTokenizer.load(Path.of("target/bge/bge-small-en-v1.5-tokenizer.json"))) {
      WordPieceText pieces = new WordPieceText(tokenizer);
      int[] tokens = tokenizer.encodeWithSpecials(text, 64);

      String spelt = Arrays.stream(tokens).mapToObj(pieces::textOf).collect(Collectors.joining());

      assertThat(spelt).isEqualTo(" " + text);
    }
  }

  /** Between ideographs nobody writes blanks, and the tokens of BERT do not say. */
  @Test
  void spells_ideographs_withoutBlanks(@TempDir Path folder) throws IOException {
    List<String> pieces = List.of("手", "机", "壳", "iphone", "##s", "red");
    Path file = TinyTokenizers.bert(folder.resolve("tokenizer.json"), pieces);
    try (QueryTokenizer tokenizer = QueryTokenizer.load(file)) {
      TokenText text = TokenText.of(tokenizer);
      for (String query : List.of("手机壳", "red iphones", "iphone手机")) {
        assertThat(text.spells(tokenizer.encode(query), query)).as(query).isTrue();
      }
      // A character that the vocabulary lacks, and blanks that the tokens cannot tell.
      for (String query : List.of("手表", "手机 壳", "手机iphone")) {
        assertThat(text.spells(tokenizer.encode(query), query)).as(query).isFalse();
      }
    }
  }
}
