package dev.onesug.training.evaluation.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final Spelling SPELLING =
      new Spelling(List.of("shoe", "shoes", "sock", "socks", "shirt", "skirt", "skirts"));

  @Test
  void completions_pluralThatWasNeverSeen_isAmongThem() {
    assertThat(SPELLING.completions("shir", 10))
        .extracting(Completion::text)
        .contains("shirt", "shirts");
  }

  @Test
  void completions_eachOne_hasItsProbability() {
    assertThat(SPELLING.completions("s", 10))
        .hasSize(10)
        .isSortedAccordingTo(Completion.BEST_FIRST)
        .allSatisfy(
            word ->
                assertThat(word.logProbability())
                    .isCloseTo(SPELLING.logProbability(word.text()), within(1e-9)));
  }

  @Test
  void completions_unknownLetter_isKeptAsTyped() {
    assertThat(SPELLING.completions("żs", 3)).allMatch(word -> word.text().startsWith("żs"));
  }

  @Test
  void logProbability_likelyWord_isHigher() {
    assertThat(SPELLING.logProbability("shirts")).isGreaterThan(SPELLING.logProbability("trihss"));
  }
}
