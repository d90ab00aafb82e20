package dev.onesug.model.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextEncoderTest {
  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    TensorEngine.threads(1);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void embed_manyTexts_equalsOneByOne() throws IOException {
    List<String> texts = new ArrayList<>();
    Random random = new Random(1);
    List<String> words = List.of("red", "shoes", "phone", "xyz", "running", "for", "é", "手机", "!");
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(8); n > 0; n--) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      texts.add(text.toString());
    }
    try (TextEncoder encoder = TextEncoder.load(TinyBert.write(folder, 7), "cpu")) {
      float[][] together = encoder.embed(texts);
      assertThat(together).hasNumberOfRows(texts.size());
      for (int i = 0; i < texts.size(); i++) {
        assertThat(together[i]).hasSize(encoder.dimension());
        assertThat(dot(together[i], together[i])).isCloseTo(1, within(1e-5));
        // One by one it goes through in eight bits.
        assertThat(dot(together[i], encoder.embed(texts.get(i)))).isCloseTo(1, within(2e-2));
        assertThat(dot(together[i], encoder.embed(List.of(texts.get(i)))[0]))
            .isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void embed_nothing_isNothing() throws IOException {
    try (TextEncoder encoder = TextEncoder.load(TinyBert.write(folder, 7), "cpu")) {
      assertThat(encoder.embed(List.of())).isEmpty();
      assertThat(encoder.embed("")).hasSize(encoder.dimension());
    }
  }

  @Test
  void embed_textLongerThanThePositions_isCut() throws IOException {
    try (TextEncoder encoder = TextEncoder.load(TinyBert.write(folder, 7), "cpu")) {
      String head = "red ".repeat(30);
      assertThat(encoder.embed(head + "blue ".repeat(100))).isEqualTo(encoder.embed(head));
    }
  }

  @Test
  void write_f16_movesVectorsByLittle() throws IOException {
    TinyBert.write(folder, 7);
    float[] exact;
    try (TextEncoder encoder = TextEncoder.load(folder, "cpu")) {
      exact = encoder.embed(List.of("red running shoes"))[0];
    }
    Bert.read(folder).write(folder, Precision.F16);
    try (TextEncoder encoder = TextEncoder.load(folder, "cpu")) {
      assertThat(encoder.embed(List.of("red running shoes"))[0])
          .containsExactly(exact, within(5e-3f));
      Bert halved = Bert.read(folder);
      halved.write(folder, Precision.F16);
      assertThat(Bert.read(folder).weights()).isEqualTo(halved.weights());
    }
  }

  @Test
  void load_smallerEmbeddingThanVocabulary_isRefused() throws IOException {
    TinyBert.write(folder, 7);
    TinyBert.random(7, 20).write(folder, Precision.F32);
    assertThatThrownBy(() -> TextEncoder.load(folder, "cpu"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("tokenizer.json: 67 ids (expected: at most vocab_size 20)");
  }

  @Test
  void load_missingWeight_namesFileAndWeight() throws IOException {
    TinyBert.write(folder, 7);
    String config = Files.readString(folder.resolve("config.json"));
    Files.writeString(
        folder.resolve("config.json"),
        config.replaceAll("\"num_hidden_layers\" : 2", "\"num_hidden_layers\" : 3"));
    assertThatThrownBy(() -> TextEncoder.load(folder, "cpu"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.safetensors: encoder.layer.2.attention.self.query.weight")
        .hasMessageContaining("missing (expected: [16, 16])");
  }

  @Test
  void load_badConfig_namesFileAndField() throws IOException {
    TinyBert.write(folder, 7);
    for (String[] bad :
        new String[][] {
          {"{\"hidden_act\":\"relu\"}", "hidden_act: relu (expected: [gelu])"},
          {"{}", "vocab_size: 0 (expected: at least 1)"},
          {"{", "not JSON"}
        }) {
      Files.writeString(folder.resolve("config.json"), bad[0]);
      assertThatThrownBy(() -> TextEncoder.load(folder, "cpu"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("config.json: " + bad[1]);
    }
  }
}
