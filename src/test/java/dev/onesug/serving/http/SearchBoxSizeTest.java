package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A shop's page waits for the search box: it stays small and brings nothing else along. */
class SearchBoxSizeTest {
  /** The goal is 5 KB. */
  @Test
  void searchBox_compressed_isSmall() throws IOException {
    assertThat(compressed(file("onesug.js"))).isLessThanOrEqualTo(4_500);
  }

  @Test
  void adapter_compressed_addsLittle() throws IOException {
    assertThat(compressed(file("onesug-algolia.js"))).isLessThanOrEqualTo(1_200);
  }

  @Test
  void searchBox_dependsOnNothing() throws IOException {
    assertThat(new String(file("onesug.js"), StandardCharsets.UTF_8))
        .doesNotContain("import ", "import(", "innerHTML", "eval(");
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream file = SearchBoxSizeTest.class.getResourceAsStream("/static/" + name)) {
      return file.readAllBytes();
    }
  }

  private static int compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.size();
  }
}
