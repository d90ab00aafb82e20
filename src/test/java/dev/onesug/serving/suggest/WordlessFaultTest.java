package dev.onesug.serving.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WordlessFaultTest {
  @Test
  void of_chain_keepsTypesAndPlacesWithoutWords() {
    Exception fault =
        new IllegalStateException("typed: xyzzy", new IllegalArgumentException("xyzzy"));

    String printed = printed(WordlessFault.of(fault));

    assertThat(printed)
        .contains("java.lang.IllegalStateException", "java.lang.IllegalArgumentException")
        .contains("WordlessFaultTest.of_chain_keepsTypesAndPlacesWithoutWords")
        .doesNotContain("xyzzy");
  }

  @Test
  void of_ring_ends() {
    Exception first = new IllegalStateException("a");
    Exception second = new IllegalStateException("b", first);
    first.initCause(second);

    assertThat(printed(WordlessFault.of(first))).contains("Caused by");
  }

  private static String printed(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
