package dev.onesug.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
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
}
