package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.SpecialToken;
import dev.onesug.model.text.TokenText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerMakerTest {
  private static final Map<String, Long> CORPUS =
      Map.of(
          "red t-shirt", 40L,
          "t-shirt 2xl", 12L,
          "kid's shoes 5\" & 6\"", 7L,
          "shoes", 90L,
          "shower curtain", 31L,
          "手机 壳", 5L,
          "[sep] </s> 50%", 2L);

  @TempDir Path folder;

  private QueryTokenizer make(Map<String, Long> corpus, int limit) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    TokenizerMaker.make(corpus, limit, file);
    return QueryTokenizer.load(file);
  }

  @Test
  void encode_corpus_decodesToItself() throws IOException {
    try (QueryTokenizer tokenizer = make(CORPUS, 300)) {
      TokenText text = TokenText.of(tokenizer);
      assertThat(CORPUS.keySet()).allMatch(query -> text.spells(tokenizer.encode(query), query));
      assertThat(tokenizer.encode("shoes")).hasSize(1);
    }
  }

  @Test
  void encode_randomTextOfKnownCharacters_decodesToItself() throws IOException {
    Random random = new Random(5);
    try (QueryTokenizer tokenizer = make(CORPUS, 300)) {
      for (int i = 0; i < 500; i++) {
        StringBuilder text = new StringBuilder();
        for (int c = 1 + random.nextInt(40); c > 0; c--) {
          text.append("redtshi-2xl'ow手 ".charAt(random.nextInt(16)));
        }
        String query = text.toString().strip().replaceAll(" +", " ");
        assertThat(tokenizer.decode(tokenizer.encode(query))).isEqualTo(query);
      }
    }
  }

  @Test
  void encode_textThatSpellsSpecialTokens_givesNone() throws IOException {
    try (QueryTokenizer tokenizer = make(CORPUS, 300)) {
      for (String text : List.of("[SEP]", "[PAD] shoes [Q]", "[sep] </s>")) {
        assertThat(Arrays.stream(tokenizer.encode(text)).boxed())
            .allMatch(id -> id == 1 || id >= SpecialToken.values().length);
      }
    }
  }

  @Test
  void encode_characterOutsideTheVocabulary_isUnknownAndNotLossless() throws IOException {
    try (QueryTokenizer tokenizer = make(CORPUS, 300)) {
      assertThat(tokenizer.encode("shoes 🥾"))
          .containsExactly(tokenizer.encode("shoes")[0], tokenizer.id(SpecialToken.UNKNOWN));
      assertThat(TokenText.of(tokenizer).spells(tokenizer.encode("shoes 🥾"), "shoes 🥾"))
          .isFalse();
      assertThat(tokenizer.encode("")).isEmpty();
    }
  }

  @Test
  void encodeAll_texts_equalsOneByOne() throws IOException {
    List<String> texts = List.of("red shoes", "", "shower");
    try (QueryTokenizer tokenizer = make(CORPUS, 300)) {
      assertThat(tokenizer.encodeAll(texts))
          .usingRecursiveComparison()
          .isEqualTo(texts.stream().map(tokenizer::encode).toList());
    }
  }

  @Test
  void encodeCharacters_cutWord_spellsItByCharacters() throws IOException {
    try (QueryTokenizer tokenizer = make(CORPUS, 300)) {
      assertThat(tokenizer.encodeCharacters("sho"))
          .containsExactly(tokenizer.id("s"), tokenizer.id("##h"), tokenizer.id("##o"));
      assertThat(tokenizer.encodeCharacters("🥾"))
          .containsExactly(tokenizer.id(SpecialToken.UNKNOWN));
    }
  }

  @Test
  void make_anyLimit_isNeverExceededAndSpecialsComeFirst() throws IOException {
    Map<String, Long> many = new TreeMap<>();
    for (int i = 0; i < 3000; i++) {
      many.put(Integer.toString(i * 7919, 36) + " " + Character.toString(0x4e00 + i), 1L + i % 9);
    }
    try (QueryTokenizer tokenizer = make(many, 500)) {
      assertThat(tokenizer.size()).isLessThanOrEqualTo(500).isGreaterThan(450);
      assertThat(tokenizer.id(SpecialToken.PADDING)).isZero();
      assertThat(tokenizer.id(SpecialToken.END)).isEqualTo(6);
    }
    assertThatThrownBy(() -> make(many, 70))
        .hasMessage("vocabularyLimit: 70 (expected: at least 71)");
  }

  @Test
  void make_twice_sameBytes() throws IOException {
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");
    TokenizerMaker.make(CORPUS, 200, first);
    TokenizerMaker.make(new TreeMap<>(CORPUS), 200, second);
    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void load_damagedFile_namesIt() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    for (String content : List.of("", "{", "{}", "[1]", "{\"model\":{\"vocab\":{\"a\":0}}}")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> QueryTokenizer.load(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("tokenizer.json");
    }
  }

  @Test
  void decode_idOutOfRange_isRefused() throws IOException {
    try (QueryTokenizer tokenizer = make(CORPUS, 300)) {
      assertThatThrownBy(() -> tokenizer.decode(new int[] {-1}))
          .hasMessageStartingWith("token: -1 (expected: 0..");
      assertThatThrownBy(() -> tokenizer.decode(new int[] {tokenizer.size()}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
