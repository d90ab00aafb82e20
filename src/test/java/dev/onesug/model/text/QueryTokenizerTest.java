package dev.onesug.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTokenizerTest {
  private static QueryTokenizer tokenizer;

  @BeforeAll
  static void open() throws IOException {
    tokenizer = QueryTokenizer.load(Path.of("target/bge/bge-small-en-v1.5-tokenizer.json"));
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void encode_words_givesPublishedIds() {
    // Ids 2417 2770 6007: "red running shoes" in the vocabulary of bert-base-uncased.
    assertThat(tokenizer.encode("red running shoes")).containsExactly(2417, 2770, 6007);
    assertThat(tokenizer.encode("")).isEmpty();
    assertThat(tokenizer.size()).isEqualTo(30522);
  }

  @Test
  void encodeWithSpecials_longText_losesItsEndAndKeepsTheSeparator() {
    int cls = tokenizer.id("[CLS]");
    int sep = tokenizer.id("[SEP]");
    assertThat(tokenizer.encodeWithSpecials("red shoes", 8)).containsExactly(cls, 2417, 6007, sep);
    assertThat(tokenizer.encodeWithSpecials("red running shoes", 4))
        .containsExactly(cls, 2417, 2770, sep);
  }

  @Test
  void token_knowsWhatContinuesAWord() {
    assertThat(tokenizer.token(tokenizer.id("##s"))).isEqualTo("##s");
    assertThatThrownBy(() -> tokenizer.id("no such token"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("token: no such token (expected: a token of ");
  }

  @Test
  void decode_specials_areLeftOut() {
    assertThat(tokenizer.decode(tokenizer.encodeWithSpecials("wireless speakers", 16)))
        .isEqualTo("wireless speakers");
  }

  @Test
  void load_garbage_namesTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    for (String content : new String[] {"", "{", "{}", "[1]", "{\"model\":{\"vocab\":3}}"}) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> QueryTokenizer.load(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("tokenizer.json");
    }
  }
}
