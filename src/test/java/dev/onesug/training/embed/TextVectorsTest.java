package dev.onesug.training.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextVectorsTest {
  private static final List<String> TEXTS =
      IntStream.range(0, 5000).mapToObj(i -> "query " + i).toList();

  @TempDir Path folder;

  private static float[][] encode(List<String> texts) {
    return texts.stream()
        .map(text -> new float[] {text.hashCode(), text.length(), 1})
        .toArray(float[][]::new);
  }

  @Test
  void read_afterWrite_givesEachTextItsVector() throws IOException {
    TextVectors.write(folder, "queries", TEXTS, TextVectorsTest::encode, Progress.NONE);
    TextVectors vectors = TextVectors.read(folder, "queries");
    assertThat(vectors.texts()).isEqualTo(TEXTS);
    for (int i = 0; i < TEXTS.size(); i++) {
      assertThat(vectors.vector(i)).isEqualTo(encode(TEXTS.subList(i, i + 1))[0]);
    }
    assertThat(vectors.vector("query 4999")).isEqualTo(vectors.vectors().get(4999));
    assertThatThrownBy(() -> vectors.vector("never written"))
        .hasMessage("text: never written (expected: one that was embedded)");
  }

  @Test
  void write_afterACut_goesOnWhereItStopped() throws IOException {
    AtomicInteger encoded = new AtomicInteger();
    assertThatThrownBy(
            () ->
                TextVectors.write(
                    folder,
                    "queries",
                    TEXTS,
                    texts -> {
                      if (encoded.addAndGet(texts.size()) > 3000) {
                        throw new IllegalStateException("cut");
                      }
                      return encode(texts);
                    },
                    Progress.NONE))
        .hasMessage("cut");
    encoded.set(0);
    TextVectors.write(
        folder,
        "queries",
        TEXTS,
        texts -> {
          encoded.addAndGet(texts.size());
          return encode(texts);
        },
        Progress.NONE);
    assertThat(encoded.get()).isLessThan(3000);
    assertThat(TextVectors.read(folder, "queries").vector("query 17"))
        .isEqualTo(encode(List.of("query 17"))[0]);
  }

  @Test
  void read_filesThatDoNotFit_namesTheFile() throws IOException {
    TextVectors.write(folder, "queries", TEXTS, TextVectorsTest::encode, Progress.NONE);
    Files.write(folder.resolve("queries.f32"), new byte[4001]);
    assertThatThrownBy(() -> TextVectors.read(folder, "queries"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("queries.f32");
  }
}
