package dev.onesug.serving.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.text.Prefix;
import org.junit.jupiter.api.Test;

class HighlightTest {

  @Test
  void of_continuedText_isOneSpan() {
    assertThat(Highlight.of(Prefix.of("red sh"), "red shoes")).containsExactly(new Span(0, 6));
  }

  @Test
  void of_wordsInOtherOrder_areFoundAtWordStarts() {
    assertThat(Highlight.of(Prefix.of("sh red"), "red shoes"))
        .containsExactly(new Span(0, 3), new Span(4, 6));
  }

  @Test
  void of_middleOfAWord_isNotHighlighted() {
    assertThat(Highlight.of(Prefix.of("hoe"), "red shoes")).isEmpty();
  }

  @Test
  void of_emoji_countsUtf16Units() {
    assertThat(Highlight.of(Prefix.of("👟"), "👟 box")).containsExactly(new Span(0, 2));
  }

  @Test
  void of_blankAtTheEnd_isNotCounted() {
    assertThat(Highlight.of(Prefix.of("red "), "red shoes")).containsExactly(new Span(0, 3));
  }

  @Test
  void of_textWithoutBlanks_isFoundBehindAnyCharacter() {
    assertThat(Highlight.of(Prefix.of("运动"), "儿童运动鞋")).containsExactly(new Span(2, 4));
    assertThat(Highlight.of(Prefix.of("iph"), "二手iphone")).containsExactly(new Span(2, 5));
  }
}
